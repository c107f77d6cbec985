/// Times that can be subtracted from one another: captures may be stamped anywhere in an Int64.
enum ComparableTime {
    /// Unix ns, in 2096.
    private static let limit: Int64 = 4_000_000_000_000_000_000

    static func clamped(_ nanoseconds: Int64) -> Int64 { min(max(nanoseconds, -limit), limit) }
}

extension Array {
    /// The first index at which a condition holds that holds from there on; the count if it never does.
    func partitioningIndex(where isSecond: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
