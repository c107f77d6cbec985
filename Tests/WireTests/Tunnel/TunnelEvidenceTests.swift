import Testing
import Wire

/// A tunnel's port alone proves nothing: media on it stay media.
@Suite struct TunnelEvidenceTests {
    @Test("Other protocols on tunnel ports are plain datagrams", arguments: [4789, 8472, 6081, 2152] as [UInt16])
    func plainDatagrams(port: UInt16) {
        let rtp: [UInt8] = [0x80, 111, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1] + Packets.payload
        let stun: [UInt8] = [0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42] + [UInt8](repeating: 7, count: 12)
        let dtls: [UInt8] = [22, 0xfe, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8] + [UInt8](repeating: 1, count: 8)
        for payload in [rtp, stun, dtls, [], [8, 0, 0, 0, 0, 0, 7, 0], [0x30, 0xff, 0, 0, 0, 0, 0, 1]] {
            let frame = Packets.ethernet([8, 0], Packets.ipv4(17, Packets.udp(40000, port, payload)))
            let decoded = Decoded(frame)
            #expect(decoded.error == nil && decoded.packet.kind == .udp)
            #expect(decoded.packet.destination.port == port)
            #expect(decoded.payload(of: frame) == payload)
        }
    }

    @Test("What is inside must be an IP packet that fits")
    func innerPacket() {
        let ethernet = Packets.ethernet()
        func decode(_ inner: [UInt8]) -> UInt16 {
            let header: [UInt8] = [8, 0, 0, 0, 0, 0, 7, 0]
            return Decoded(Packets.ipv4(17, Packets.udp(1, 4789, header + inner)), .rawIP).packet.destination.port
        }
        #expect(decode(ethernet) == 6000)
        var arp = ethernet
        arp[13] = 6
        #expect(decode(arp) == 4789)
        var version = ethernet
        version[14] = 0x55
        #expect(decode(version) == 4789)
        var length = ethernet
        length[17] += 1
        #expect(decode(length) == 4789)
    }

    @Test("ARP proves a tunnel, and is no datagram")
    func arp() {
        let request: [UInt8] = [0, 1, 8, 0, 6, 4, 0, 1] + [UInt8](repeating: 1, count: 20)
        let header: [UInt8] = [8, 0, 0, 0, 0, 0, 7, 0]
        let frame = Packets.ipv4(17, Packets.udp(1, 4789, header + Packets.ethernet([8, 6], request)))
        #expect(Decoded(frame, .rawIP).packet.kind == .notIP)
        #expect(Decoded(frame, .rawIP).error == nil)
        let gre = Packets.ipv4(47, [0, 0, 8, 6] + request)
        #expect(Decoded(gre, .rawIP).packet.kind == .otherIP)
    }

    @Test("Tunnels in tunnels")
    func nested() {
        let geneve = Packets.ipv4(17, Packets.udp(1, 6081, [0, 0, 8, 0, 0, 0, 7, 0] + Packets.ipv4UDP))
        let vxlan = Packets.ipv4(
            17, Packets.udp(1, 4789, [8, 0, 0, 0, 0, 0, 7, 0] + Packets.ethernet([8, 0], geneve)))
        let gre = Packets.ipv6(47, [0, 0, 8, 0] + vxlan)
        let decoded = Decoded(Packets.ethernet([0x86, 0xdd], gre))
        #expect(decoded.error == nil && decoded.destination == "198.51.100.2:6000")
    }
}
