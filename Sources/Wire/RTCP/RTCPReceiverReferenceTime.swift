/// The reference time of a receiver that sends no SR (RFC 3611 section 4.4).
@frozen
public struct RTCPReceiverReferenceTime: Hashable, BitwiseCopyable, Sendable {
    /// Wall clock in seconds since 1900, 32.32 fixed point.
    public var ntpTime: UInt64

    public init(ntpTime: UInt64) { self.ntpTime = ntpTime }

    public init(parsing packet: Span<UInt8>, _ block: RTCPExtendedReportBlock) throws(WireError) {
        try block.require(.receiverReferenceTime, byteCount: 8, in: packet)
        ntpTime = packet.uint64(at: block.contents.lowerBound)
    }

    public func serialize(into bytes: inout [UInt8]) { bytes.append(uint64: ntpTime) }
}
