/// One entry of DLRR: the answer to a receiver's reference time (RFC 3611 section 4.5).
@frozen
public struct RTCPReceiverDelay: Hashable, BitwiseCopyable, Sendable {
    public var ssrc: UInt32
    /// The middle 32 bits of the reference time.
    public var lastReceiverReport: UInt32
    /// From receiving it to sending this, in 1/65536 s.
    public var delaySinceLastReceiverReport: UInt32

    public init(ssrc: UInt32, lastReceiverReport: UInt32, delaySinceLastReceiverReport: UInt32) {
        self.ssrc = ssrc
        self.lastReceiverReport = lastReceiverReport
        self.delaySinceLastReceiverReport = delaySinceLastReceiverReport
    }

    public static func forEach(
        in packet: Span<UInt8>, _ block: RTCPExtendedReportBlock, _ body: (RTCPReceiverDelay) -> Void
    ) throws(WireError) {
        try block.require(.delaySinceLastReceiverReport, byteCount: 0, in: packet)
        RTCPFeedback.forEachEntry(in: packet, block.contents, byteCount: 12) { offset in
            body(
                RTCPReceiverDelay(
                    ssrc: packet.uint32(at: offset), lastReceiverReport: packet.uint32(at: offset + 4),
                    delaySinceLastReceiverReport: packet.uint32(at: offset + 8)))
        }
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint32: ssrc)
        bytes.append(uint32: lastReceiverReport)
        bytes.append(uint32: delaySinceLastReceiverReport)
    }
}
