/// A figure and its documented grade.
public struct GradedMetric: Hashable, Sendable, JSONRepresentable {
    /// The worst interval.
    public struct Worst: Hashable, Sendable, JSONRepresentable {
        /// In the metric's documented unit.
        public var value: Double
        /// In the documented table.
        public var grade: QualityGrade
        /// The interval's end, Unix seconds.
        public var timestamp: UnixTime

        public init(value: Double, grade: QualityGrade, timestamp: UnixTime) {
            self.value = value
            self.grade = grade
            self.timestamp = timestamp
        }

        public func write(to json: inout JSONWriter) {
            json.object {
                $0.member("value", value, decimals: 3)
                $0.member("grade", grade)
                $0.member("timestamp", timestamp)
            }
        }
    }

    /// Of the whole call, in the metric's documented unit.
    public var value: Double
    /// In the documented table.
    public var grade: QualityGrade
    /// In the metric's documented unit: 95 of 100 intervals are at or below; null without intervals.
    public var percentile95: Double?
    /// The worst of its intervals; null without intervals.
    public var worst: Worst?

    public init(value: Double, grade: QualityGrade, percentile95: Double? = nil, worst: Worst? = nil) {
        self.value = value
        self.grade = grade
        self.percentile95 = percentile95
        self.worst = worst
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("value", value, decimals: 3)
            $0.member("grade", grade)
            $0.member("p95", percentile95, decimals: 3)
            $0.member("worst", worst)
        }
    }
}
