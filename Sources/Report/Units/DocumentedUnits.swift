// The documented report mixes units: Unix seconds, milliseconds, percent. Every conversion to them stands here.

extension UnixTime: JSONRepresentable {
    /// Unix seconds: a whole number if it is one, else with at most 6 decimals.
    public func write(to json: inout JSONWriter) {
        // In integers: a Double of today's nanoseconds is good to 256 ns only.
        let (truncated, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1000)
        let microseconds = truncated + (remainder >= 500 ? 1 : remainder <= -500 ? -1 : 0)
        json.fixedPoint(microseconds, decimals: 6)
    }

    public static var isJSONScalar: Bool { true }
}

extension UnixTime {
    /// Seconds from `earlier` to this time.
    public func seconds(since earlier: UnixTime) -> Double { milliseconds(since: earlier) / 1000 }

    /// Milliseconds from `earlier` to this time.
    public func milliseconds(since earlier: UnixTime) -> Double {
        let (difference, overflow) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
        return (overflow ? Double(nanoseconds) - Double(earlier.nanoseconds) : Double(difference)) / 1e6
    }
}

/// Conversions of measured quantities.
public enum DocumentedUnits {
    public static func milliseconds(nanoseconds: Int64) -> Double { Double(nanoseconds) / 1e6 }

    public static func milliseconds(seconds: Double) -> Double { seconds * 1e3 }

    /// Percent that `part` is of `whole`; nil of nothing.
    public static func percent(_ part: Int, of whole: Int) -> Double? {
        whole > 0 ? Double(part) / Double(whole) * 100 : nil
    }
}
