public import Wire

/// A silence of a stream, or packets missing in a row: what the packets around it say. Its cause is judged when the
/// call ends and the clock rate is known.
@frozen
public struct ArrivalGap: Equatable, BitwiseCopyable, Sendable {
    /// How the stream went on, from the packet that ended the gap to a later one.
    @frozen
    public struct Progress: Equatable, BitwiseCopyable, Sendable {
        public var nanoseconds: Int64
        public var numbers: Int64
        public var ticks: Int32
    }

    /// The packet before it.
    public var begin: Timestamp
    public var frameBefore: UInt64
    /// The frame that ended it.
    public var frameAfter: UInt64
    public var nanoseconds: Int64
    /// Packets that the sender numbered in it and that did not come later either.
    public var missing: Int64
    /// From the highest timestamp before it to that of the packet that ended it.
    public var ticks: Int32
    /// What a sequence number usually took before it, in time and in ticks; 0 where too little came before.
    public var usualNanoseconds: Double = 0
    public var usualTicks: Double = 0
    /// nil where nothing followed.
    public var after: Progress?

    /// Number of the packet that ended it, and of its timestamp.
    var number: Int64 = 0
    var timestamp: UInt32 = 0
    /// Place among the remarkable gaps of the stream, from 0; -1 for one that is not.
    var ordinal: Int64 = -1
    /// How many numbers it left out when it ended.
    var skipped: Int64 = 0

    init(from last: RTPArrival, to packet: RTPArrival, missing: Int64, ticks: Int32) {
        begin = last.time
        frameBefore = last.frame
        frameAfter = packet.frame
        nanoseconds = max(0, packet.time.nanoseconds(since: last.time))
        self.missing = missing
        skipped = missing
        self.ticks = ticks
        timestamp = packet.timestamp
    }

    /// What decides which gaps are kept: the silence, or 20 ms for each packet missing.
    var weight: Int64 { max(nanoseconds, skipped * 20_000_000) }

    var end: Timestamp { begin.advanced(byNanoseconds: nanoseconds) }

    /// Notes how far the stream has come with a packet after it.
    mutating func follow(to packet: RTPArrival, number: Int64) {
        after = Progress(
            nanoseconds: packet.time.nanoseconds(since: end), numbers: number - self.number,
            ticks: Int32(bitPattern: packet.timestamp &- timestamp))
    }
}
