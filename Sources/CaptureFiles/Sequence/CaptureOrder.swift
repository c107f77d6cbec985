import Wire

/// The order in which several files make one capture.
enum CaptureOrder {
    /// Frames of several processors reach a capture out of order by less than this, across a rotation too.
    private static let rotationSlack: Int64 = 1_000_000

    /// Groups of files, one group after another in time; the files of a group overlap and are of one interface.
    static func groups(_ extents: [CaptureExtent]) throws(CaptureFileError) -> [[String]] {
        // A file without frames has no time and changes nothing.
        var groups = extents.filter { $0.times == nil }.map { [$0.path] }
        var latest: (extent: CaptureExtent, time: Timestamp)?
        let timed = extents.compactMap { extent in extent.times.map { (extent, $0.first, $0.last) } }
        for (extent, first, last) in timed.sorted(by: { $0.1 < $1.1 }) {
            if let (earlier, end) = latest, overlaps(first, last, end) {
                guard extent.isSameInterface(as: earlier) else { throw overlapError(earlier, extent) }
                groups[groups.count - 1].append(extent.path)
            } else {
                groups.append([extent.path])
            }
            if latest.map({ $0.time <= last }) ?? true { latest = (extent, last) }
        }
        return groups
    }

    private static func overlaps(_ first: Timestamp, _ last: Timestamp, _ end: Timestamp) -> Bool {
        first < end && (last < end || end.nanoseconds(since: first) > rotationSlack)
    }

    private static func overlapError(_ earlier: CaptureExtent, _ later: CaptureExtent) -> CaptureFileError {
        CaptureFileError(
            .notOneCapture, file: later.path,
            sentence: "\(later.path) and \(earlier.path) overlap in time and are not known to be of one interface, so "
                + "that they are not one capture: use --each for a report on each, or path to compare taps.")
    }
}
