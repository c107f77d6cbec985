/// The VXLAN header (RFC 7348 5). What is reserved there is ignored, as the RFC says.
struct VXLANHeader: Hashable, BitwiseCopyable, Sendable {
    static let length = 8

    /// 24 bits.
    var networkIdentifier: UInt32
}

extension VXLANHeader {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(VXLANHeader.length, .vxlan)
        guard bytes[0] & 0x08 != 0 else { throw WireError(.malformed, .vxlan) }
        networkIdentifier = bytes.uint24(at: 4)
    }

    func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint32: 0x0800_0000)
        bytes.append(uint24: networkIdentifier)
        bytes.append(0)
    }
}
