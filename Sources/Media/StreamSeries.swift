public import Wire

/// A stream's cumulative figures over time: by the second, or in a long stream by more of them.
@frozen
@usableFromInline
struct StreamSeries: Equatable, Sendable {
    /// Of the intervals that have ended; ascending. First, so that `end` stands beside what else each packet touches.
    @usableFromInline var ended = SecondLog()
    /// Seconds in an interval: a power of two.
    @usableFromInline var step: Int64 = 1
    /// Begin of the current interval, in s.
    @usableFromInline var begin: Int64 = 0
    /// Its end: a packet from then on begins another.
    @usableFromInline var end = Timestamp.distantPast

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
        if !ended.isEmpty, ended.last.second >= entry.second {
            entry.second = ended.last.second
            ended.replaceLast(with: entry)
        } else {
            ended.append(entry)
        }
        if ended.count > Self.capacity { coarsen() }
    }

    private mutating func coarsen() {
        step *= 2
        // Of those that become one, the last has what all came to.
        var coarser: [StreamSecond] = []
        for var entry in ended.entries {
            entry.second = align(entry.second)
            if coarser.last?.second == entry.second { coarser.removeLast() }
            coarser.append(entry)
        }
        ended = SecondLog(coarser)
    }

    private func align(_ second: Int64) -> Int64 { second & -step }

    fileprivate static func second(of time: Timestamp) -> Int64 {
        let (second, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return rest < 0 ? second - 1 : second
    }

    /// All intervals, with the current one as it stands.
    func seconds(toNow figures: StreamSecond) -> [StreamSecond] {
        guard hasBegun else { return [] }
        var entries = ended.entries
        var entry = figures
        entry.second = align(begin)
        if let last = entries.last, last.second >= entry.second {
            entry.second = last.second
            entries.removeLast()
        }
        entries.append(entry)
        return entries
    }

    /// Adds the intervals that a later series ended after `start`.
    ///
    /// - Parameter figures: those of this stream where the later one had those of `startFigures`.
    mutating func resume(
        from start: StreamSeries, to end: StreamSeries, figures: StreamSecond, startFigures: StreamSecond
    ) {
        while step < end.step { coarsen() }
        // Intervals of the later series that ended before `start` may since have been merged with others.
        for entry in end.ended.entries where entry.second + end.step > start.begin {
            append(figures.adding(from: startFigures, to: entry), of: entry.second)
        }
        if hasBegun || end.hasBegun { openInterval(of: end.begin) }
    }

    /// Sets what was not known when the intervals ended: the jitter.
    struct JitterFilling {
        private var entries: [StreamSecond]
        private let step: Int64
        private var index = 0

        init(_ series: StreamSeries) {
            entries = series.ended.entries
            step = series.step
        }

        /// Those not yet filled that had ended at `time`.
        mutating func fill(jitterSum: Double, before time: Timestamp) {
            while index < entries.count, entries[index].second + step <= StreamSeries.second(of: time) {
                entries[index].jitterSumMilliseconds = jitterSum
                index += 1
            }
        }

        func finish(_ series: inout StreamSeries) { series.ended = SecondLog(entries) }
    }
}
