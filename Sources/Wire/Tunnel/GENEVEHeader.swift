/// The GENEVE header (RFC 8926 3.4). Its options are skipped.
struct GENEVEHeader: Hashable, BitwiseCopyable, Sendable {
    /// 8 bytes and the options.
    var length: Int
    var etherType: EtherType
    /// 24 bits.
    var networkIdentifier: UInt32
}

extension GENEVEHeader {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(8, .geneve)
        length = 8 + Int(bytes[0] & 0x3f) * 4
        etherType = EtherType(rawValue: bytes.uint16(at: 2))
        networkIdentifier = bytes.uint24(at: 4)
        // Version 0; six reserved bits behind the two flags, and the last byte.
        guard bytes[0] >> 6 == 0, bytes[1] & 0x3f == 0, bytes[7] == 0 else { throw WireError(.malformed, .geneve) }
        try bytes.require(length, .geneve)
    }

    /// With zeros for the options.
    func serialize(into bytes: inout [UInt8]) {
        bytes.append(UInt8(truncatingIfNeeded: (length - 8) / 4))
        bytes.append(0)
        bytes.append(uint16: etherType.rawValue)
        bytes.append(uint24: networkIdentifier)
        bytes.append(0)
        bytes.append(contentsOf: repeatElement(0, count: length - 8))
    }
}
