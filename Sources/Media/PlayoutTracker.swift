/// How late one stream's packets come after the earliest, as a receiver's playout buffer meets them.
///
/// A packet's transit is its arrival less its timestamp. It is held against the lowest transit of its own and the previous
/// block of 256 sequence numbers, so that neither the clocks' drift nor another route counts as late for long. Packets
/// that repeat the timestamp before them (the rest of a video frame, padding) are not judged.
@frozen
@usableFromInline
struct PlayoutTracker: Equatable, BitwiseCopyable, Sendable {
    @usableFromInline var level: PlayoutLevel
    /// Unique packets that are not judged.
    @usableFromInline var repeats: Int64 = 0
    @usableFromInline var late = LatePackets()
    private var millisecondsPerTick: Double
    /// The current block's lowest transit is that of the whole block.
    private var hasWholeBlock = false

    init(millisecondsPerTick: Double) {
        self.millisecondsPerTick = millisecondsPerTick
        level = PlayoutLevel(limit: 60 / millisecondsPerTick)
    }

    /// The timestamps go on in another clock.
    mutating func change(millisecondsPerTick other: Double) {
        let ratio = millisecondsPerTick / other
        level.above *= ratio
        level.aboveInBlock *= ratio
        level.limit *= ratio
        millisecondsPerTick = other
    }

    /// Takes a packet ahead of all before it.
    ///
    /// - Parameters:
    ///   - difference: what its transit is more than that of the packet before it, in ticks.
    ///   - repeatsTimestamp: it has the timestamp of the one before it.
    @inlinable @inline(__always)
    mutating func observe(_ difference: Double, repeatsTimestamp: Bool) {
        level.move(difference)
        if repeatsTimestamp {
            repeats &+= 1
        } else if level.above > level.limit {
            count(level.above)
        }
    }

    /// Takes a packet behind others, whose transit is so much more than that of the last in order.
    @usableFromInline
    mutating func observeBehind(_ difference: Double) {
        if !level.isPunctual(difference) { count(level.above + difference) }
    }

    @usableFromInline
    mutating func count(_ ticks: Double) { late.add(milliseconds: ticks * millisecondsPerTick) }

    /// Takes a packet whose transit is not to be compared with those before: it is the lowest for now.
    @usableFromInline
    mutating func beginAnew() {
        level.above = 0
        level.aboveInBlock = 0
        hasWholeBlock = false
    }

    /// What the last packet's transit is above the lowest of the current block, in ticks; nil if that block did not begin
    /// with its first packet.
    var aboveLowest: Double? { hasWholeBlock && level.aboveInBlock.isFinite ? level.aboveInBlock : nil }

    /// The next packet is the first of a block.
    mutating func beginBlock() {
        if level.aboveInBlock.isFinite { level.above = level.aboveInBlock }
        level.aboveInBlock = -.infinity
        hasWholeBlock = true
    }

    /// Goes on as a later piece of the stream did from `start`, where it stood as this one does, to `end`.
    mutating func resume(from start: PlayoutTracker, to end: PlayoutTracker, ratio: Double) {
        level.above = end.level.above * ratio
        level.aboveInBlock = end.level.aboveInBlock * ratio
        repeats += end.repeats - start.repeats
        late.resume(from: start.late, to: end.late)
        hasWholeBlock = end.hasWholeBlock
    }
}

/// Where a stream stands against its earliest packets, in ticks.
@frozen
@usableFromInline
struct PlayoutLevel: Equatable, BitwiseCopyable, Sendable {
    /// Transit of the last packet in order above the lowest of both blocks, and of the current one.
    @usableFromInline var above = 0.0
    @usableFromInline var aboveInBlock = 0.0
    /// The shortest buffer.
    @usableFromInline var limit: Double

    @inlinable init(limit: Double) { self.limit = limit }

    /// Whether a packet whose transit is so much more than that of the last in order comes in time.
    @inlinable @inline(__always)
    func isPunctual(_ difference: Double) -> Bool { !(above + difference > limit) }

    @inlinable @inline(__always)
    mutating func move(_ difference: Double) {
        above = max(above + difference, 0)
        aboveInBlock = max(aboveInBlock + difference, 0)
    }
}
