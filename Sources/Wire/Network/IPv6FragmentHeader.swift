/// The IPv6 fragment header (RFC 8200 4.5).
struct IPv6FragmentHeader: Hashable, BitwiseCopyable, Sendable {
    static let length = 8

    var nextHeader: IPProtocol
    /// Offset in units of 8 bytes (13 bits), reserved (2), more fragments (1).
    var offsetAndFlags: UInt16
    var identification: UInt32

    var moreFragments: Bool { offsetAndFlags & 1 != 0 }
    /// In bytes.
    var fragmentOffset: UInt16 { offsetAndFlags & 0xfff8 }
    /// Whole although it has this header (RFC 6946).
    var isAtomic: Bool { offsetAndFlags & 0xfff9 == 0 }
}

extension IPv6FragmentHeader {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(IPv6FragmentHeader.length, .ipv6)
        nextHeader = IPProtocol(rawValue: bytes[0])
        offsetAndFlags = bytes.uint16(at: 2)
        identification = bytes.uint32(at: 4)
    }

    func serialize(into bytes: inout [UInt8]) {
        bytes.append(nextHeader.rawValue)
        bytes.append(0)
        bytes.append(uint16: offsetAndFlags)
        bytes.append(uint32: identification)
    }
}
