/// The fixed part of transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01
/// section 3.1). The packet chunks that follow are not decoded.
@frozen
public struct RTCPTransportWideFeedback: Hashable, BitwiseCopyable, Sendable {
    public var baseSequence: UInt16
    public var packetStatusCount: UInt16
    /// SIGNED 24 bits, in 64 ms.
    public var referenceTime: Int32
    public var feedbackCount: UInt8

    public init(baseSequence: UInt16, packetStatusCount: UInt16, referenceTime: Int32, feedbackCount: UInt8) {
        self.baseSequence = baseSequence
        self.packetStatusCount = packetStatusCount
        self.referenceTime = referenceTime
        self.feedbackCount = feedbackCount
    }

    public init(parsing packet: Span<UInt8>, _ feedback: RTCPFeedback) throws(WireError) {
        let start = feedback.control.lowerBound
        guard start + 8 <= packet.count else {
            throw WireError(.malformed, .rtcp, offset: start, needed: 8, available: max(0, packet.count - start))
        }
        baseSequence = packet.uint16(at: start)
        packetStatusCount = packet.uint16(at: start + 2)
        referenceTime = Int32(bitPattern: packet.uint24(at: start + 4) << 8) >> 8
        feedbackCount = packet[start + 7]
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: baseSequence)
        bytes.append(uint16: packetStatusCount)
        bytes.append(uint24: UInt32(bitPattern: referenceTime))
        bytes.append(feedbackCount)
    }
}
