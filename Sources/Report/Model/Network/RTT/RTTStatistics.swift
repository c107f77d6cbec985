/// Figures of a set of round-trip samples, in milliseconds.
public struct RTTStatistics: Hashable, Sendable, JSONRepresentable {
    /// Milliseconds.
    public var minimumMilliseconds: Double
    /// Milliseconds; of a long series an approximation.
    public var medianMilliseconds: Double
    /// Milliseconds.
    public var meanMilliseconds: Double
    /// Milliseconds: 95 of 100 samples are at or below; of a long series an approximation.
    public var percentile95Milliseconds: Double
    /// Milliseconds.
    public var maximumMilliseconds: Double
    /// How many.
    public var samples: Int

    public init(
        minimumMilliseconds: Double, medianMilliseconds: Double, meanMilliseconds: Double,
        percentile95Milliseconds: Double, maximumMilliseconds: Double, samples: Int
    ) {
        self.minimumMilliseconds = minimumMilliseconds
        self.medianMilliseconds = medianMilliseconds
        self.meanMilliseconds = meanMilliseconds
        self.percentile95Milliseconds = percentile95Milliseconds
        self.maximumMilliseconds = maximumMilliseconds
        self.samples = samples
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("min", minimumMilliseconds, decimals: 3)
            $0.member("median", medianMilliseconds, decimals: 3)
            $0.member("mean", meanMilliseconds, decimals: 3)
            $0.member("p95", percentile95Milliseconds, decimals: 3)
            $0.member("max", maximumMilliseconds, decimals: 3)
            $0.member("samples", samples)
        }
    }
}
