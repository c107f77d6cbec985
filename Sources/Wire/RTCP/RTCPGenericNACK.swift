/// One entry of a generic NACK: a lost packet and a mask of the 16 after it (RFC 4585 section 6.2.1).
@frozen
public struct RTCPGenericNACK: Hashable, BitwiseCopyable, Sendable {
    public var packetID: UInt16
    /// Bit i (from the least significant): packet `packetID` + i + 1 is lost too.
    public var followingLost: UInt16

    public init(packetID: UInt16, followingLost: UInt16 = 0) {
        self.packetID = packetID
        self.followingLost = followingLost
    }

    public var lostCount: Int { 1 + followingLost.nonzeroBitCount }

    public static func forEach(
        in packet: Span<UInt8>, _ feedback: RTCPFeedback, _ body: (RTCPGenericNACK) -> Void
    ) {
        RTCPFeedback.forEachEntry(in: packet, feedback.control, byteCount: 4) { offset in
            body(RTCPGenericNACK(packetID: packet.uint16(at: offset), followingLost: packet.uint16(at: offset + 2)))
        }
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: packetID)
        bytes.append(uint16: followingLost)
    }
}

extension RTCPFeedback {
    /// Offsets of the whole entries of a fixed size in `control`.
    static func forEachEntry(
        in packet: Span<UInt8>, _ control: Range<Int>, byteCount: Int, _ body: (Int) -> Void
    ) {
        var offset = control.lowerBound
        let end = min(control.upperBound, packet.count)
        while offset + byteCount <= end {
            body(offset)
            offset += byteCount
        }
    }
}
