public import Wire

/// What the jitter of a unique packet is made of, kept while the stream's clock rate is open.
@frozen
public struct TimedPacket: Equatable, BitwiseCopyable, Sendable {
    /// A packet's place among those before it.
    @frozen
    public enum Place: Equatable, BitwiseCopyable, Sendable {
        /// Ahead of all.
        case ahead
        /// Ahead, after a restart: not to be compared with the one before.
        case restart
        case behind
    }

    public var time: Timestamp
    public var timestamp: UInt32
    public var sequenceNumber: UInt16
    public var place: Place

    @inlinable
    public init(time: Timestamp, timestamp: UInt32, sequenceNumber: UInt16, place: Place) {
        self.time = time
        self.timestamp = timestamp
        self.sequenceNumber = sequenceNumber
        self.place = place
    }
}
