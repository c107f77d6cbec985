/// Round-trip time of one part of the path.
public struct RTTHalf: Hashable, Sendable, JSONRepresentable {
    /// Which part.
    public var between: ReportedRTTSpan
    /// What measured it.
    public var source: ReportedRTTSource
    /// An upper bound rather than a measurement.
    public var isBound: Bool
    /// The figures.
    public var statistics: RTTStatistics
    /// Its samples, in columns; long series have the mean of each step, at its last time.
    public var samples: RTTSamples?

    public init(
        between: ReportedRTTSpan, source: ReportedRTTSource, isBound: Bool = false, statistics: RTTStatistics,
        samples: RTTSamples? = nil
    ) {
        self.between = between
        self.source = source
        self.isBound = isBound
        self.statistics = statistics
        self.samples = samples
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("between", between)
            $0.member("source", source)
            $0.member("bound", isBound)
            $0.member("ms", statistics)
            $0.member("samples", samples)
        }
    }
}
