import Wire

/// The grid of intervals that a live capture reports on: aligned to Unix time, like that of a report's segments.
struct IntervalClock {
    struct Interval: Equatable {
        /// What the figures are taken from and to, in capture time.
        var from: Timestamp
        var to: Timestamp
        /// The interval's end by the wall clock.
        var end: Timestamp
    }

    /// Packets that the kernel holds are handed over within its timeout; then it may be reported on them.
    static let patience: Int64 = 300_000_000
    /// The wall clock was set, if it moves by so much against the other.
    static let setDistance: Int64 = 500_000_000

    private let step: Int64
    private var next: Timestamp
    /// The wall clock less the other one, when it was looked at last.
    private var offset: Int64
    /// The latest end so far: before it a clock that was put back gives no figures of single intervals.
    private var latest = Timestamp.distantPast

    init(seconds: Int64, wall: Timestamp, monotonic: Int64) {
        step = max(1, seconds) * 1_000_000_000
        offset = wall.nanoseconds &- monotonic
        next = wall
        next = end(after: wall)
    }

    /// - Parameters:
    ///   - isBehind: packets wait that may belong to the interval.
    /// - Returns: the interval that has just ended, if one has.
    mutating func due(wall: Timestamp, monotonic: Int64, isBehind: Bool) -> Interval? {
        let now = wall.nanoseconds &- monotonic
        if abs(now &- offset) >= Self.setDistance { next = end(after: wall) }
        offset = now
        let late = wall.nanoseconds(since: next)
        guard late >= Self.patience, !isBehind || late >= step else { return nil }
        let end = Timestamp(nanoseconds: next.nanoseconds &+ late / step &* step)
        next = end.advanced(byNanoseconds: step)
        guard end > latest else {
            // All that there is: counters go on, and what happened in the interval is not known.
            let all = Timestamp(nanoseconds: .max)
            return Interval(from: all, to: all, end: end)
        }
        latest = end
        return Interval(from: end.advanced(byNanoseconds: -step), to: end, end: end)
    }

    /// Until the next one is due, in ns.
    func wait(wall: Timestamp) -> Int64 { max(0, next.nanoseconds &+ Self.patience &- wall.nanoseconds) }

    private func end(after time: Timestamp) -> Timestamp {
        let (quotient, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: step)
        return Timestamp(nanoseconds: (quotient + (rest < 0 ? 0 : 1)) * step)
    }
}
