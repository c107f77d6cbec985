import Wire

/// The intervals that a report speaks of: aligned to Unix time, the last one ending with the call.
struct SegmentGrid {
    /// Intervals kept; past it neighbours are merged pairwise, so that a long call's report stays readable.
    static var capacity: Int { 720 }

    /// Length of an interval in s, after merging.
    var stepSeconds: Int64
    /// Ends of the intervals.
    var ends: [Timestamp]
    var begin: Timestamp

    init(from first: Timestamp, to last: Timestamp, stepSeconds: Int64) {
        var step = max(1, stepSeconds)
        begin = first
        let end = max(first, last)
        let firstSecond = Self.seconds(first)
        let lastSecond = Self.seconds(end)
        while (lastSecond - firstSecond) / step >= Int64(Self.capacity) {
            let (doubled, overflow) = step.multipliedReportingOverflow(by: 2)
            guard !overflow else { break }
            step = doubled
        }
        self.stepSeconds = step
        ends = []
        var boundary = (firstSecond / step - (firstSecond % step < 0 ? 1 : 0) + 1) * step
        while ends.count < Self.capacity {
            let (nanoseconds, overflow) = boundary.multipliedReportingOverflow(by: 1_000_000_000)
            if overflow || nanoseconds >= end.nanoseconds { break }
            ends.append(Timestamp(nanoseconds: nanoseconds))
            boundary += step
        }
        ends.append(end)
    }

    private static func seconds(_ time: Timestamp) -> Int64 {
        time.nanoseconds / 1_000_000_000 - (time.nanoseconds % 1_000_000_000 < 0 ? 1 : 0)
    }
}
