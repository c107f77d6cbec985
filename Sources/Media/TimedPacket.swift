public import Wire

/// What the jitter and lateness of a unique packet are made of, kept while the stream's clock rate is open.
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
    /// Extended sequence number; of one behind others, that of the highest.
    public var number: Int64
    public var place: Place

    @inlinable
    public init(time: Timestamp, timestamp: UInt32, number: Int64, place: Place) {
        self.time = time
        self.timestamp = timestamp
        self.number = number
        self.place = place
    }
}
