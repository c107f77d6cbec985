import Testing
import Wire

@Suite struct FrameDecoderTests {
    /// Every way to wrap the same datagram, byte by byte: name, link type, bytes before it, bytes after it.
    static let wrappings: [(name: String, linkType: LinkType, before: [UInt8], after: [UInt8])] = {
        let macs = Packets.macs
        let inner = Packets.ipv4UDP
        func ip(_ proto: UInt8, _ header: [UInt8]) -> [UInt8] {
            Array(Packets.ipv4(proto, header + inner).dropLast(inner.count))
        }
        func udp(_ port: UInt16, _ header: [UInt8]) -> [UInt8] {
            let datagram = Packets.udp(40000, port, header + inner)
            return Array(Packets.ipv4(17, datagram).dropLast(inner.count))
        }
        let ethernet = macs + [8, 0]
        return [
            ("Ethernet", .ethernet, ethernet, []),
            ("Ethernet with padding or FCS", .ethernet, ethernet, [1, 2, 3, 4]),
            ("802.1Q", .ethernet, macs + [0x81, 0, 0x20, 5, 8, 0], []),
            ("QinQ", .ethernet, macs + [0x88, 0xa8, 0, 9, 0x81, 0, 0, 5, 8, 0], []),
            ("old QinQ", .ethernet, macs + [0x91, 0, 0, 9, 0x81, 0, 0, 5, 8, 0], []),
            ("802.3 SNAP", .ethernet, macs + [0, 56, 0xaa, 0xaa, 3, 0, 0, 0, 8, 0], [0, 0, 0]),
            ("MPLS", .ethernet, macs + [0x88, 0x47, 0, 1, 0, 64, 0, 2, 1, 63], []),
            ("MPLS pseudowire, control word", .ethernet, macs + [0x88, 0x47, 0, 1, 1, 64, 0, 0, 0, 7] + ethernet, []),
            ("MPLS pseudowire, bare", .ethernet, macs + [0x88, 0x48, 0, 1, 1, 64] + ethernet, []),
            ("PPPoE", .ethernet, macs + [0x88, 0x64, 0x11, 0, 0, 1, 0, 50, 0, 0x21], [0, 0]),
            ("Linux cooked", .linuxCooked, [0, 4, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0], []),
            (
                "Linux cooked, VLAN", .linuxCooked,
                [0, 4, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 0x81, 0, 0, 5, 8, 0], []
            ),
            (
                "Linux cooked 2", .linuxCooked2,
                [8, 0, 0, 0, 0, 0, 0, 3, 0, 1, 4, 6, 2, 0, 0, 0, 0, 1, 0, 0], []
            ),
            ("null, little-endian", .null, [2, 0, 0, 0], []),
            ("null, big-endian", .null, [0, 0, 0, 2], []),
            ("loop", .loop, [0, 0, 0, 2], []),
            ("raw IP 12", .rawIP12, [], []),
            ("raw IP 14", .rawIP14, [], []),
            ("raw IP 101", .rawIP, [], []),
            ("raw IPv4", .ipv4, [], []),
            ("PPP", .ppp, [0, 0x21], []),
            ("PPP, address and control", .ppp, [0xff, 3, 0, 0x21], []),
            ("PPP, compressed protocol", .ppp, [0x21], []),
            ("PPP, HDLC framing", .pppHDLC, [0xff, 3, 0, 0x21], []),
            ("Cisco HDLC", .pppHDLC, [0x0f, 0, 8, 0], []),
            ("PPPoE link type", .pppoe, [0x11, 0, 0, 1, 0, 50, 0, 0x21], []),
            ("IP in IP", .rawIP, ip(4, []), []),
            ("GRE", .rawIP, ip(47, [0, 0, 8, 0]), []),
            ("GRE, checksum, key, sequence", .rawIP, ip(47, [0xb0, 0, 8, 0] + Array(1...12)), []),
            ("GRE, Ethernet", .rawIP, ip(47, [0x20, 0, 0x65, 0x58, 0, 0, 0, 1] + ethernet), []),
            ("GRE, PPTP", .rawIP, ip(47, [0x30, 0x81, 0x88, 0x0b] + Array(1...12) + [0xff, 3, 0, 0x21]), []),
            ("ERSPAN I", .rawIP, ip(47, [0, 0, 0x88, 0xbe] + ethernet), []),
            (
                "ERSPAN II", .rawIP,
                ip(47, [0x10, 0, 0x88, 0xbe, 0, 0, 0, 1, 0x10, 5, 0, 9, 0, 0, 0, 0] + ethernet), []
            ),
            (
                "ERSPAN III", .rawIP,
                ip(47, [0x10, 0, 0x22, 0xeb, 0, 0, 0, 1, 0x20, 5, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0] + ethernet), []
            ),
            (
                "ERSPAN III, subheader, IP", .rawIP,
                ip(
                    47,
                    [0x10, 0, 0x22, 0xeb, 0, 0, 0, 1, 0x20, 5, 0, 9, 0, 0, 0, 0, 0, 0, 8, 1] + Array(1...8)), []
            ),
            ("VXLAN", .rawIP, udp(4789, [8, 0, 0, 0, 0, 0, 7, 0] + ethernet), []),
            ("VXLAN on Linux's old port", .rawIP, udp(8472, [8, 0, 0, 0, 0, 0, 7, 0] + ethernet), []),
            ("GENEVE", .rawIP, udp(6081, [0, 0, 0x65, 0x58, 0, 0, 7, 0] + ethernet), []),
            ("GENEVE, options, IP", .rawIP, udp(6081, [1, 0, 8, 0, 0, 0, 7, 0, 1, 2, 3, 4]), []),
            ("GTP-U", .rawIP, udp(2152, [0x30, 0xff, 0, 48, 0, 0, 0, 1]), []),
            ("GTP-U, sequence", .rawIP, udp(2152, [0x32, 0xff, 0, 52, 0, 0, 0, 1, 0, 9, 0, 0]), []),
            (
                "GTP-U, extension", .rawIP,
                udp(2152, [0x34, 0xff, 0, 56, 0, 0, 0, 1, 0, 0, 0, 0x85, 1, 0, 9, 0]), []
            ),
            (
                "802.11", .ieee80211,
                [8, 1, 0, 0] + Packets.macs + [2, 0, 0, 0, 0, 3, 0, 0, 0xaa, 0xaa, 3, 0, 0, 0, 8, 0], [1, 2, 3, 4]
            ),
            (
                "802.11, radiotap, QoS", .ieee80211Radiotap,
                [0, 0, 10, 0, 0, 0, 0, 0, 1, 1, 0x88, 1, 0, 0] + Packets.macs
                    + [2, 0, 0, 0, 0, 3, 0, 0, 6, 0, 0xaa, 0xaa, 3, 0, 0, 0, 8, 0], [1, 2, 3, 4]
            ),
        ]
    }()

    @Test("Every encapsulation leads to the same datagram", arguments: wrappings.indices)
    func encapsulation(index: Int) {
        let (name, linkType, before, after) = Self.wrappings[index]
        let frame = before + Packets.ipv4UDP + after
        let decoded = Decoded(frame, linkType)
        #expect(decoded.error == nil, "\(name)")
        #expect(decoded.packet.kind == .udp, "\(name)")
        #expect(decoded.source == "192.0.2.1:5000", "\(name)")
        #expect(decoded.destination == "198.51.100.2:6000", "\(name)")
        #expect(decoded.packet.timeToLive == 64 && decoded.packet.trafficClass == 0xb8, "\(name)")
        #expect(decoded.packet.payloadOffset == before.count + 28, "\(name)")
        #expect(decoded.packet.payloadLength == 20, "\(name)")
        #expect(decoded.payload(of: frame) == Packets.payload, "\(name)")
    }

    @Test(
        "A frame cut anywhere decodes as far as it goes, and the missing bytes are the capture's",
        arguments: wrappings.indices)
    func everyPrefix(index: Int) {
        let (name, linkType, before, after) = Self.wrappings[index]
        let frame = before + Packets.ipv4UDP + after
        for length in 0..<frame.count {
            let cut = Array(frame[..<length])
            let decoded = Decoded(cut, linkType, originalLength: frame.count)
            if length >= before.count + 28 {
                #expect(decoded.error == nil, "\(name) \(length)")
                #expect(decoded.packet.payloadLength == 20, "\(name) \(length)")
                #expect(
                    decoded.packet.capturedPayloadLength == min(20, length - before.count - 28), "\(name) \(length)")
            } else {
                // A tunnel over UDP whose inner headers are cut off is a datagram of its own.
                let isOuter = decoded.error == nil && decoded.destination.hasPrefix("10.0.0.2:")
                // So is a frame without enough bytes to tell its EtherType from a pseudowire's.
                let isUnknown = decoded.error == nil && decoded.packet.kind == .notIP
                #expect(
                    decoded.error?.reason == .truncatedCapture || isOuter || isUnknown, "\(name) \(length)")
            }
            // The same bytes as a whole frame contradict themselves or say less; they do not trap.
            let whole = Decoded(cut, linkType)
            #expect(whole.error?.reason != .truncatedCapture, "\(name) \(length)")
        }
    }

    @Test("Any byte may be anything", arguments: wrappings.indices)
    func everyByteChanged(index: Int) {
        let (name, linkType, before, after) = Self.wrappings[index]
        let original = before + Packets.ipv4UDP + after
        for offset in 0..<before.count + 28 {
            for value in [0, 1, 0x0f, 0x40, 0x45, 0x60, 0x7f, 0x80, 0xff, original[offset] ^ 1] as [UInt8] {
                var frame = original
                frame[offset] = value
                let packet = Decoded(frame, linkType).packet
                #expect(packet.payloadOffset + packet.capturedPayloadLength <= frame.count, "\(name) \(offset)")
                #expect(packet.capturedPayloadLength >= 0, "\(name) \(offset)")
                #expect(packet.capturedPayloadLength <= packet.payloadLength, "\(name) \(offset)")
            }
        }
    }

    @Test("Addresses of both families on the loopback")
    func loopbackFamilies() {
        for family in [10, 24, 28, 30] as [UInt8] {
            for header in [[family, 0, 0, 0], [0, 0, 0, family]] {
                let decoded = Decoded(header + Packets.ipv6UDP, .null)
                #expect(decoded.error == nil)
                #expect(decoded.source == "[2001:db8::1]:5000")
                #expect(decoded.packet.timeToLive == 63 && decoded.packet.trafficClass == 0xb8)
                #expect(decoded.packet.payloadOffset == 52 && decoded.packet.payloadLength == 20)
            }
        }
        #expect(Decoded([7, 0, 0, 0] + Packets.ipv4UDP, .null).packet.kind == .notIP)
    }

    @Test("IPv6 inside what carries it")
    func ipv6Encapsulations() {
        let inner = Packets.ipv6UDP
        let frames: [(LinkType, [UInt8])] = [
            (.ethernet, Packets.ethernet([0x86, 0xdd], inner)),
            (.rawIP, inner),
            (.ipv6, inner),
            (.ppp, [0, 0x57] + inner),
            (.rawIP, Packets.ipv4(41, inner)),
            (.rawIP, Packets.ipv6(41, inner)),
            (.rawIP, Packets.ipv4(47, [0, 0, 0x86, 0xdd] + inner)),
            (.rawIP, Packets.ipv4(17, Packets.udp(1, 2152, [0x30, 0xff, 0, 68, 0, 0, 0, 1] + inner))),
            (.rawIP, Packets.ipv6(17, Packets.udp(1, 6081, [0, 0, 0x86, 0xdd, 0, 0, 7, 0] + inner))),
        ]
        for (linkType, frame) in frames {
            let decoded = Decoded(frame, linkType)
            #expect(decoded.error == nil)
            #expect(decoded.destination == "[2001:db8::2]:6000")
            #expect(decoded.payload(of: frame) == Packets.payload)
        }
    }

    @Test("Frames that lead to no IP packet are none")
    func notIP() {
        #expect(Decoded(Packets.ethernet([8, 6], Packets.payload)).packet.kind == .notIP)
        #expect(Decoded(Packets.ethernet([0x88, 0xcc], Packets.payload)).packet.kind == .notIP)
        // Spanning tree: 802.3 length 38, LLC 42 42 03.
        #expect(Decoded(Packets.ethernet([0, 38], [0x42, 0x42, 3] + Packets.payload)).packet.kind == .notIP)
        #expect(Decoded(Packets.ethernet([0x88, 0x63], [0x11, 9, 0, 0, 0, 0])).error == nil)
        // 802.11: a beacon, and data that is encrypted.
        #expect(Decoded([0x80, 0] + Packets.payload, .ieee80211).packet.kind == .notIP)
        #expect(Decoded([8, 0x41] + Packets.ipv4UDP, .ieee80211).packet.kind == .notIP)
        #expect(Decoded(Packets.ipv4UDP, LinkType(rawValue: 147)).error?.reason == .unsupported)
    }

    @Test("Headers without end are not followed for ever")
    func depth() {
        var packet = Packets.ipv4UDP
        for _ in 0..<10 { packet = Packets.ipv4(4, packet) }
        #expect(Decoded(packet, .rawIP).packet.kind == .udp)
        for _ in 0..<10 { packet = Packets.ipv4(4, packet) }
        #expect(Decoded(packet, .rawIP).error == WireError(.unsupported, .link, offset: 16 * 20))
        let tags = [[UInt8]](repeating: [0x81, 0, 0, 1], count: 1000).flatMap { $0 }
        #expect(Decoded(Packets.macs + tags).error?.reason == .unsupported)
    }

    @Test("Copies seen at two places differ in origin, packets of one flow at one place do not")
    func origin() {
        func origin(_ frame: [UInt8], _ linkType: LinkType = .ethernet, interface: UInt32 = 0) -> UInt32 {
            Decoded(frame, linkType, interface: interface).packet.origin
        }
        let frame = Packets.ethernet()
        var otherTTL = frame
        otherTTL[22] = 63
        var otherMAC = frame
        otherMAC[11] = 9
        var swapped = frame
        swapped.replaceSubrange(0..<12, with: Packets.macs[6...] + Packets.macs[..<6])
        let cooked: [UInt8] = [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0]
        var forwarded = cooked
        forwarded[1] = 4
        let cooked2: [UInt8] = [8, 0, 0, 0, 0, 0, 0, 3, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0]
        var otherInterface = cooked2
        otherInterface[7] = 4
        let ip = Packets.ipv4UDP
        let origins = [
            origin(frame), origin(frame, interface: 1), origin(otherTTL), origin(otherMAC), origin(swapped),
            origin(Packets.macs + [0x81, 0, 0, 5, 8, 0] + ip), origin(Packets.macs + [0x81, 0, 0, 6, 8, 0] + ip),
            origin(cooked + ip, .linuxCooked), origin(forwarded + ip, .linuxCooked),
            origin(cooked2 + ip, .linuxCooked2), origin(otherInterface + ip, .linuxCooked2),
        ]
        #expect(Set(origins).count == origins.count)
        var next = frame
        next[19] = 0x35  // identification
        next[30] = 1  // source address
        next[60] = 1  // payload
        #expect(origin(next) == origin(frame))
        // What follows a short address in a cooked header is left-over memory.
        #expect(origin(cooked[..<12] + [7, 7] + cooked[14...] + ip, .linuxCooked) == origin(cooked + ip, .linuxCooked))
        #expect(origin(cooked2[..<18] + [7, 7] + ip, .linuxCooked2) == origin(cooked2 + ip, .linuxCooked2))
    }
}
