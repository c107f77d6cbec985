/// The path's round-trip samples, in columns of equal length.
public struct RTTSamples: Hashable, Sendable, JSONRepresentable {
    /// Unix seconds, of each response.
    public var times: [UnixTime]
    /// Milliseconds.
    public var milliseconds: [Double]
    /// What measured them.
    public var source: ReportedRTTSource

    public init(times: [UnixTime] = [], milliseconds: [Double] = [], source: ReportedRTTSource) {
        self.times = times
        self.milliseconds = milliseconds
        self.source = source
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("time", times)
            $0.member("ms", milliseconds, decimals: 3)
            $0.member("source", source)
        }
    }
}
