import Wire

/// Packets written out byte by byte, so that tests do not lean on the serialisers under test.
enum Packets {
    /// 20 bytes of payload.
    static let payload: [UInt8] = Array(0xa0..<0xb4)

    /// 192.0.2.1:5000 → 198.51.100.2:6000, 48 bytes, time to live 64, DSCP 46.
    static let ipv4UDP: [UInt8] =
        [
            0x45, 0xb8, 0, 48, 0x12, 0x34, 0x40, 0, 64, 17, 0, 0, 192, 0, 2, 1, 198, 51, 100, 2,
            0x13, 0x88, 0x17, 0x70, 0, 28, 0, 0,
        ] + payload

    /// [2001:db8::1]:5000 → [2001:db8::2]:6000, 68 bytes, hop limit 63.
    static let ipv6UDP: [UInt8] =
        [
            0x6b, 0x81, 0x23, 0x45, 0, 28, 17, 63,
            0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
            0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2,
            0x13, 0x88, 0x17, 0x70, 0, 28, 0, 0,
        ] + payload

    /// 192.0.2.1:5000 → 198.51.100.2:443, 24 bytes of TCP header, sequence 0x01020304, PSH ACK, 5 bytes of payload.
    static let ipv4TCP: [UInt8] = [
        0x45, 0, 0, 49, 0, 0, 0x40, 0, 64, 6, 0, 0, 192, 0, 2, 1, 198, 51, 100, 2,
        0x13, 0x88, 0x01, 0xbb, 1, 2, 3, 4, 5, 6, 7, 8, 0x60, 0x18, 0x10, 0, 0, 0, 0, 0, 1, 1, 1, 0,
        1, 2, 3, 4, 5,
    ]

    static let macs: [UInt8] = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1]

    static func ethernet(_ type: [UInt8] = [8, 0], _ packet: [UInt8] = ipv4UDP) -> [UInt8] { macs + type + packet }

    /// An IPv4 header around `payload`, 10.0.0.1 → 10.0.0.2.
    static func ipv4(_ proto: UInt8, _ payload: [UInt8], flagsAndOffset: UInt16 = 0, total: Int? = nil) -> [UInt8] {
        let total = total ?? payload.count + 20
        return [
            0x45, 0, UInt8(total >> 8), UInt8(total & 255), 0xab, 0xcd, UInt8(flagsAndOffset >> 8),
            UInt8(flagsAndOffset & 255), 7, proto, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2,
        ] + payload
    }

    /// An IPv6 header around `payload`, fd00::1 → fd00::2.
    static func ipv6(_ nextHeader: UInt8, _ payload: [UInt8], length: Int? = nil) -> [UInt8] {
        let length = length ?? payload.count
        let prefix: [UInt8] = [0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        return [0x60, 0, 0, 0, UInt8(length >> 8), UInt8(length & 255), nextHeader, 9] + prefix + [1] + prefix + [2]
            + payload
    }

    static func udp(_ source: UInt16, _ destination: UInt16, _ payload: [UInt8], length: Int? = nil) -> [UInt8] {
        let length = length ?? payload.count + 8
        return [
            UInt8(source >> 8), UInt8(source & 255), UInt8(destination >> 8), UInt8(destination & 255),
            UInt8(length >> 8), UInt8(length & 255), 0, 0,
        ] + payload
    }
}

/// What the decoder makes of a frame.
struct Decoded {
    var packet = NetworkPacket()
    var error: WireError?

    init(_ frame: [UInt8], _ linkType: LinkType = .ethernet, originalLength: Int? = nil, interface: UInt32 = 0) {
        error = FrameDecoder.decode(
            frame.span, originalLength: originalLength ?? frame.count, linkType: linkType, interface: interface,
            into: &packet)
    }

    var source: String { packet.source.description }
    var destination: String { packet.destination.description }

    func payload(of frame: [UInt8]) -> [UInt8] {
        Array(frame[packet.payloadOffset..<packet.payloadOffset + packet.capturedPayloadLength])
    }
}
