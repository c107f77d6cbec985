import Testing
import Wire

/// Lengths come from the headers, and headers that disagree are named.
@Suite struct PacketLengthTests {
    private let data: [UInt8] = Array(1...12)

    @Test("A UDP length of 0 means all of the IP payload; a smaller one leaves a rest; a larger one is malformed")
    func udpLength() {
        func decode(_ length: Int) -> Decoded {
            Decoded(Packets.ipv4(17, Packets.udp(1, 2, data, length: length)), .rawIP)
        }
        #expect(decode(20).packet.payloadLength == 12)
        #expect(decode(0).packet.payloadLength == 12)
        #expect(decode(13).packet.payloadLength == 5)
        #expect(decode(13).packet.capturedPayloadLength == 5)
        #expect(decode(8).packet.payloadLength == 0)
        #expect(decode(7).error == WireError(.malformed, .udp, offset: 4))
        let long = decode(21)
        #expect(long.error == WireError(.malformed, .udp, offset: 4, needed: 21, available: 20))
        #expect(long.packet.kind == .udp && long.packet.payloadLength == 12)
    }

    @Test("An IPv4 total length of 0 stands for the frame; one beyond the frame for bytes that the capture lost")
    func ipv4Length() {
        let datagram = Packets.udp(1, 2, data)
        let offloaded = Decoded(Packets.ipv4(17, datagram + [9, 9], total: 0), .rawIP)
        #expect(offloaded.error == nil && offloaded.packet.payloadLength == 12)
        let segment = Decoded(Packets.ipv4(6, Array(Packets.ipv4TCP[20...]), total: 0), .rawIP)
        #expect(segment.packet.payloadLength == 5)
        let long = Decoded(Packets.ipv4(17, Packets.udp(1, 2, data, length: 108), total: 128), .rawIP)
        #expect(long.error == nil && long.packet.payloadLength == 100 && long.packet.capturedPayloadLength == 12)
        #expect(Decoded(Packets.ipv4(17, datagram, total: 19), .rawIP).error?.layer == .ipv4)
        var shortHeader = Packets.ipv4(17, datagram)
        shortHeader[0] = 0x44
        #expect(Decoded(shortHeader, .rawIP).error == WireError(.malformed, .ipv4))
    }

    @Test("IPv4 options are skipped")
    func ipv4Options() {
        var packet = Packets.ipv4UDP
        packet[0] = 0x47
        packet[3] += 8
        packet.insert(contentsOf: [7, 7, 4, 0, 0, 0, 0, 0], at: 20)
        let decoded = Decoded(packet, .rawIP)
        #expect(decoded.error == nil && decoded.source == "192.0.2.1:5000")
        #expect(decoded.payload(of: packet) == Packets.payload)
    }

    @Test("IPv6 extension headers are skipped, whichever they are")
    func ipv6Extensions() {
        let datagram = Packets.udp(1, 2, data)
        let options: [UInt8] = [60, 1] + [UInt8](repeating: 0, count: 14)
        let destination: [UInt8] = [43, 0, 0, 0, 0, 0, 0, 0]
        let routing: [UInt8] = [51, 2] + [UInt8](repeating: 0, count: 22)
        let authentication: [UInt8] = [44, 4] + [UInt8](repeating: 0, count: 22)
        let atomic: [UInt8] = [17, 0, 0, 0, 1, 2, 3, 4]
        let frame = Packets.ipv6(0, options + destination + routing + authentication + atomic + datagram)
        let decoded = Decoded(frame, .rawIP)
        #expect(decoded.error == nil)
        #expect(decoded.packet.kind == .udp && decoded.packet.transport == .udp)
        #expect(decoded.payload(of: frame) == data)
        for length in 40..<frame.count {
            let cut = Decoded(Array(frame[..<length]), .rawIP, originalLength: frame.count)
            #expect((cut.error == nil) == (length >= frame.count - data.count))
        }
        // Jumbograms, and segments before segmentation.
        let jumbo = Decoded(Packets.ipv6(17, Packets.udp(1, 2, data, length: 0), length: 0), .rawIP)
        #expect(jumbo.error == nil && jumbo.packet.payloadLength == 12)
        // IPv4 has none of these but authentication.
        #expect(Decoded(Packets.ipv4(60, destination + datagram), .rawIP).packet.kind == .otherIP)
        #expect(
            Decoded(Packets.ipv4(51, [17, 1] + [UInt8](repeating: 0, count: 10) + datagram), .rawIP).packet.kind == .udp
        )
    }

    @Test("TCP with options; a data offset that is too small or too large is malformed")
    func tcp() {
        let frame = Packets.ipv4TCP
        let decoded = Decoded(frame, .rawIP)
        #expect(decoded.error == nil && decoded.packet.kind == .tcp)
        #expect(decoded.destination == "198.51.100.2:443")
        #expect(decoded.packet.tcp.sequence == 0x0102_0304 && decoded.packet.tcp.acknowledgement == 0x0506_0708)
        #expect(decoded.packet.tcp.isACK && !decoded.packet.tcp.isSYN && !decoded.packet.tcp.isFIN)
        #expect(decoded.payload(of: frame) == [1, 2, 3, 4, 5])
        for (offset, isValid) in [(0x40, false), (0x50, true), (0x70, true), (0x80, false), (0xf0, false)] {
            var changed = frame
            changed[32] = UInt8(offset)
            #expect((Decoded(changed, .rawIP).error == nil) == isValid)
        }
    }

    @Test("Fragments carry what reassembly needs, the first too")
    func fragments() {
        let first = Decoded(Packets.ipv4(17, Packets.udp(1, 2, data), flagsAndOffset: 0x2000), .rawIP).packet
        #expect(first.kind == .fragment && first.transport == .udp && first.source.port == 0)
        #expect(first.fragment.identification == 0xabcd && first.fragment.offset == 0 && first.fragment.moreFollow)
        #expect(first.payloadOffset == 20 && first.payloadLength == 20)
        let last = Decoded(Packets.ipv4(17, data, flagsAndOffset: 0x1fff), .rawIP).packet
        #expect(last.kind == .fragment && last.fragment.offset == 0x1fff * 8 && !last.fragment.moreFollow)
        let ipv6 = Decoded(Packets.ipv6(44, [17, 0, 0x05, 0xa9, 1, 2, 3, 4] + data), .rawIP).packet
        #expect(ipv6.kind == .fragment && ipv6.transport == .udp && ipv6.payloadOffset == 48)
        #expect(ipv6.fragment.identification == 0x0102_0304)
        #expect(ipv6.fragment.offset == 0x05a8 && ipv6.fragment.moreFollow)
    }

    @Test("A payload put together decodes like the packet it came from")
    func decodeTransport() {
        let payload = Packets.udp(5000, 6000, Packets.payload)
        var packet = Decoded(Packets.ipv4(17, payload, flagsAndOffset: 0x2000), .rawIP).packet
        #expect(FrameDecoder.decodeTransport(payload.span, originalLength: payload.count, into: &packet) == nil)
        #expect(packet.kind == .udp && packet.source.description == "10.0.0.1:5000")
        #expect(packet.payloadOffset == 8 && packet.payloadLength == 20 && packet.capturedPayloadLength == 20)
        let cut = Array(payload[..<15])
        #expect(FrameDecoder.decodeTransport(cut.span, originalLength: payload.count, into: &packet) == nil)
        #expect(packet.payloadLength == 20 && packet.capturedPayloadLength == 7)
    }

    @Test("ICMP errors are no media, and tell whose packet they quote")
    func icmp() {
        let error: [UInt8] = [3, 3, 0, 0, 0, 0, 0, 0]
        // A router quotes the IP header and 8 bytes.
        let frame = Packets.ipv4(1, error + Packets.ipv4UDP[..<28])
        let decoded = Decoded(frame, .rawIP)
        #expect(decoded.packet.kind == .icmpError && decoded.packet.timeToLive == 7)
        let quoted = FrameDecoder.quotedTuple(inICMPError: frame.span.extracting(20...))
        #expect(quoted?.source.description == "192.0.2.1:5000")
        #expect(quoted?.destination.description == "198.51.100.2:6000")
        let ipv6 = Packets.ipv6(58, [1, 4, 0, 0, 0, 0, 0, 0] + Packets.ipv6UDP)
        #expect(Decoded(ipv6, .rawIP).packet.kind == .icmpError)
        let quoted6 = FrameDecoder.quotedTuple(inICMPError: ipv6.span.extracting(40...))
        #expect(quoted6?.destination.description == "[2001:db8::2]:6000")
        #expect(Decoded(Packets.ipv4(1, [8, 0, 0, 0, 0, 0, 0, 0]), .rawIP).packet.kind == .otherIP)
        #expect(Decoded(Packets.ipv6(58, [128, 0, 0, 0, 0, 0, 0, 0]), .rawIP).packet.kind == .otherIP)
        #expect(FrameDecoder.quotedTuple(inICMPError: error.span) == nil)
    }
}
