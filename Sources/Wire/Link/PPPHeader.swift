/// What a PPP frame carries (RFC 1661 2, IANA ppp-numbers).
struct PPPProtocol: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    var rawValue: UInt16

    static var ipv4: PPPProtocol { PPPProtocol(rawValue: 0x0021) }
    static var ipv6: PPPProtocol { PPPProtocol(rawValue: 0x0057) }
    static var mpls: PPPProtocol { PPPProtocol(rawValue: 0x0281) }
}

/// The PPP header: address and control where the link has them (RFC 1662 3.1), then the protocol.
struct PPPHeader: Hashable, BitwiseCopyable, Sendable {
    /// 1 to 4 bytes: address and control, and the protocol's upper byte, may be left out (RFC 1661 6.5, 6.6).
    var length: Int
    var proto: PPPProtocol
}

extension PPPHeader {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(2, .ppp)
        let start = bytes.uint16(at: 0) == 0xff03 ? 2 : 0
        try bytes.require(start + 1, .ppp)
        // The last byte of a protocol number is odd, all before it are even (RFC 1661 2).
        if bytes[start] & 1 == 1 {
            length = start + 1
            proto = PPPProtocol(rawValue: UInt16(bytes[start]))
        } else {
            try bytes.require(start + 2, .ppp)
            length = start + 2
            proto = PPPProtocol(rawValue: bytes.uint16(at: start))
        }
    }

    func serialize(into bytes: inout [UInt8]) {
        if length > 2 { bytes.append(uint16: 0xff03) }
        if length % 2 == 1 {
            bytes.append(UInt8(truncatingIfNeeded: proto.rawValue))
        } else {
            bytes.append(uint16: proto.rawValue)
        }
    }
}
