/// Times that can be subtracted from one another: captures may be stamped anywhere in an Int64.
enum ComparableTime {
    /// Unix ns, in 2096.
    private static let limit: Int64 = 4_000_000_000_000_000_000

    static func clamped(_ nanoseconds: Int64) -> Int64 { min(max(nanoseconds, -limit), limit) }
}
