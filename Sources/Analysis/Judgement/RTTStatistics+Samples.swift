import ICE
import Report

extension RTTStatistics {
    /// Nil without samples.
    init?(_ milliseconds: [Double]) {
        guard let least = milliseconds.min(), let greatest = milliseconds.max() else { return nil }
        self.init(
            milliseconds.map { (value: $0, count: 1) }, minimum: least,
            mean: milliseconds.reduce(0, +) / Double(milliseconds.count), maximum: greatest)
    }

    /// Of a long series the median and the 95th percentile take every sample of a bucket as the bucket's mean; all else
    /// is exact. Nil without samples.
    ///
    /// - Parameter offset: added to each sample, in ms.
    init?(_ series: SampleSeries, offset: Double = 0) {
        let buckets = series.buckets
        guard let least = series.minimum, let greatest = series.maximum else { return nil }
        let sum = buckets.reduce(0) { $0 + Double($1.sum) }
        self.init(
            buckets.map { (value: $0.milliseconds + offset, count: $0.count) },
            minimum: DocumentedUnits.milliseconds(nanoseconds: least) + offset,
            mean: sum / Double(series.count) / 1e6 + offset,
            maximum: DocumentedUnits.milliseconds(nanoseconds: greatest) + offset)
    }

    private init(_ values: [(value: Double, count: Int)], minimum: Double, mean: Double, maximum: Double) {
        let sorted = values.sorted { $0.value < $1.value }
        let count = values.reduce(0) { $0 + $1.count }
        /// The sample with this number, from 0, ascending.
        func sample(_ number: Int) -> Double {
            var before = 0
            for (value, count) in sorted {
                before += count
                if number < before { return value }
            }
            return maximum
        }
        self.init(
            minimumMilliseconds: minimum, medianMilliseconds: (sample((count - 1) / 2) + sample(count / 2)) / 2,
            meanMilliseconds: mean, percentile95Milliseconds: sample(Int((Double(count - 1) * 0.95).rounded())),
            maximumMilliseconds: maximum, samples: count)
    }
}

extension SampleSeries.Bucket {
    /// The sample, or the mean of several.
    var milliseconds: Double { DocumentedUnits.milliseconds(nanoseconds: count == 1 ? last : Int64(mean)) }
}
