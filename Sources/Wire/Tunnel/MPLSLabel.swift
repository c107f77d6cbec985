/// One entry of an MPLS label stack (RFC 3032 2.1).
struct MPLSLabel: Hashable, BitwiseCopyable, Sendable {
    static let length = 4

    /// 20 bits.
    var label: UInt32
    /// 3 bits.
    var trafficClass: UInt8
    var isBottomOfStack: Bool
    var timeToLive: UInt8
}

extension MPLSLabel {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(MPLSLabel.length, .mpls)
        let entry = bytes.uint32(at: 0)
        label = entry >> 12
        trafficClass = UInt8(truncatingIfNeeded: entry >> 9 & 7)
        isBottomOfStack = entry & 0x100 != 0
        timeToLive = UInt8(truncatingIfNeeded: entry)
    }

    func serialize(into bytes: inout [UInt8]) {
        let bottom: UInt32 = isBottomOfStack ? 0x100 : 0
        bytes.append(uint32: label << 12 | UInt32(trafficClass & 7) << 9 | bottom | UInt32(timeToLive))
    }
}
