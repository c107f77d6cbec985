/// One entry of SLI: macroblocks that were lost (RFC 4585 section 6.3.2).
@frozen
public struct RTCPSliceLoss: Hashable, BitwiseCopyable, Sendable {
    /// The first lost macroblock, 13 bits.
    public var first: UInt16
    /// How many, 13 bits.
    public var number: UInt16
    /// The six lowest bits of the picture's id.
    public var pictureID: UInt8

    public init(first: UInt16, number: UInt16, pictureID: UInt8) {
        self.first = first & 0x1fff
        self.number = number & 0x1fff
        self.pictureID = pictureID & 0x3f
    }

    public static func forEach(in packet: Span<UInt8>, _ feedback: RTCPFeedback, _ body: (RTCPSliceLoss) -> Void) {
        RTCPFeedback.forEachEntry(in: packet, feedback.control, byteCount: 4) { offset in
            let word = packet.uint32(at: offset)
            body(
                RTCPSliceLoss(
                    first: UInt16(truncatingIfNeeded: word >> 19), number: UInt16(truncatingIfNeeded: word >> 6),
                    pictureID: UInt8(truncatingIfNeeded: word)))
        }
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint32: UInt32(first) << 19 | UInt32(number) << 6 | UInt32(pictureID))
    }
}
