/// Cisco's HDLC header, which shares a link type with PPP (RFC 1547 4.3.1).
struct CiscoHDLCHeader: Hashable, BitwiseCopyable, Sendable {
    static let length = 4

    var etherType: EtherType
}

extension CiscoHDLCHeader {
    /// 0x0f is unicast and 0x8f broadcast.
    static func matches(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= 2 && bytes[0] & 0x7f == 0x0f && bytes[1] == 0
    }

    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(CiscoHDLCHeader.length, .link)
        etherType = EtherType(rawValue: bytes.uint16(at: 2))
    }

    func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: 0x0f00)
        bytes.append(uint16: etherType.rawValue)
    }
}
