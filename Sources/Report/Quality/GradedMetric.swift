/// A figure and its documented grade.
public struct GradedMetric: Hashable, Sendable, JSONRepresentable {
    /// In the metric's documented unit.
    public var value: Double
    /// In the documented table.
    public var grade: QualityGrade

    public init(value: Double, grade: QualityGrade) {
        self.value = value
        self.grade = grade
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("value", value, decimals: 3)
            $0.member("grade", grade)
        }
    }
}
