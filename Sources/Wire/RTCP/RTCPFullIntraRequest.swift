/// One entry of FIR: whom to send a key frame, and the command's number (RFC 5104 section 4.3.1).
@frozen
public struct RTCPFullIntraRequest: Hashable, BitwiseCopyable, Sendable {
    public var ssrc: UInt32
    /// Repeated requests carry the same number.
    public var sequence: UInt8

    public init(ssrc: UInt32, sequence: UInt8) {
        self.ssrc = ssrc
        self.sequence = sequence
    }

    public static func forEach(
        in packet: Span<UInt8>, _ feedback: RTCPFeedback, _ body: (RTCPFullIntraRequest) -> Void
    ) {
        RTCPFeedback.forEachEntry(in: packet, feedback.control, byteCount: 8) { offset in
            body(RTCPFullIntraRequest(ssrc: packet.uint32(at: offset), sequence: packet[offset + 4]))
        }
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint32: ssrc)
        bytes.append(sequence)
        bytes.append(uint24: 0)
    }
}
