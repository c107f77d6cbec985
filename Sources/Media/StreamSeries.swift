public import Wire

/// A stream's cumulative figures over time: by the second, or in a long stream by more of them.
@frozen
@usableFromInline
struct StreamSeries: Equatable, Sendable {
    /// Seconds in an interval: a power of two.
    @usableFromInline var step: Int64 = 1
    /// Begin of the current interval, in s.
    @usableFromInline var begin: Int64 = 0
    /// Its end: a packet from then on begins another.
    @usableFromInline var end = Timestamp.distantPast
    /// Of the intervals that have ended; ascending.
    @usableFromInline var ended: [StreamSecond] = []

    /// Intervals kept before neighbours are merged.
    static var capacity: Int { 4096 }

    @usableFromInline init() {}

    private var hasBegun: Bool { end != .distantPast }

    /// Begins the interval of `time`.
    ///
    /// - Parameter figures: those at the end of the interval before it.
    mutating func begin(at time: Timestamp, closing figures: StreamSecond) {
        if hasBegun { append(figures, of: begin) }
        openInterval(of: Self.second(of: time))
    }

    private mutating func openInterval(of second: Int64) {
        begin = align(second)
        let nanoseconds = (begin + step).multipliedReportingOverflow(by: 1_000_000_000)
        end = Timestamp(nanoseconds: nanoseconds.overflow ? .max : nanoseconds.partialValue)
    }

    private mutating func append(_ figures: StreamSecond, of second: Int64) {
        var entry = figures
        entry.second = align(second)
        if let last = ended.last, last.second >= entry.second {
            entry.second = last.second
            ended[ended.count - 1] = entry
        } else {
            ended.append(entry)
        }
        if ended.count > Self.capacity { coarsen() }
    }

    private mutating func coarsen() {
        step *= 2
        let finer = ended
        ended.removeAll(keepingCapacity: true)
        for entry in finer { append(entry, of: entry.second) }
    }

    private func align(_ second: Int64) -> Int64 { second & -step }

    private static func second(of time: Timestamp) -> Int64 {
        let (second, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return rest < 0 ? second - 1 : second
    }

    /// All intervals, with the current one as it stands.
    func seconds(toNow figures: StreamSecond) -> [StreamSecond] {
        guard hasBegun else { return [] }
        var copy = self
        copy.append(figures, of: begin)
        return copy.ended
    }

    /// Adds the intervals that a later series ended after `start`.
    ///
    /// - Parameter figures: those of this stream where the later one had those of `startFigures`.
    mutating func resume(
        from start: StreamSeries, to end: StreamSeries, figures: StreamSecond, startFigures: StreamSecond
    ) {
        while step < end.step { coarsen() }
        // Intervals of the later series that ended before `start` may since have been merged with others.
        for entry in end.ended where entry.second + end.step > start.begin {
            append(figures.adding(from: startFigures, to: entry), of: entry.second)
        }
        if hasBegun || end.hasBegun { openInterval(of: end.begin) }
    }

    /// Sets what was not known when an interval ended: the jitter of those from `index` on that had ended at `time`.
    mutating func fillIn(jitterSum: Double, from index: inout Int, before time: Timestamp) {
        while index < ended.count, ended[index].second + step <= Self.second(of: time) {
            ended[index].jitterSumMilliseconds = jitterSum
            index += 1
        }
    }
}
