/// The path's round-trip samples, in columns of equal length.
public struct RTTSamples: Hashable, Sendable, JSONRepresentable {
    /// Unix seconds, of each response.
    public var times: [UnixTime]
    /// Milliseconds.
    public var milliseconds: [Double]
    /// What measured them.
    public var source: ReportedRTTSource
    /// Milliseconds: how old the older of the halves added up was; empty for a half by itself.
    public var ages: [Double]

    public init(times: [UnixTime] = [], milliseconds: [Double] = [], source: ReportedRTTSource, ages: [Double] = []) {
        self.times = times
        self.milliseconds = milliseconds
        self.source = source
        self.ages = ages
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("time", times)
            $0.member("ms", milliseconds, decimals: 3)
            $0.member("source", source)
            $0.member("age_ms", ages, decimals: 3)
        }
    }
}
