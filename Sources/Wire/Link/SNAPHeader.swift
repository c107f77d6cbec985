/// The LLC header of unnumbered information with the SubNetwork Access Protocol behind it (IEEE 802.2, RFC 1042).
struct SNAPHeader: Hashable, BitwiseCopyable, Sendable {
    static let length = 8

    /// 0 for EtherTypes (RFC 1042); 0x0000f8 for those that bridges tunnel (IEEE 802.1H).
    var organization: UInt32
    var etherType: EtherType
}

extension SNAPHeader {
    /// Fails with `unsupported` for LLC of another kind, as spanning tree has.
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(3, .link)
        guard bytes.uint24(at: 0) == 0xaaaa03 else { throw WireError(.unsupported, .link) }
        try bytes.require(SNAPHeader.length, .link)
        organization = bytes.uint24(at: 3)
        etherType = EtherType(rawValue: bytes.uint16(at: 6))
    }

    func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint24: 0xaaaa03)
        bytes.append(uint24: organization)
        bytes.append(uint16: etherType.rawValue)
    }
}
