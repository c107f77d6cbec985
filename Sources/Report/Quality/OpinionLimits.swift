/// The ranges of the SDK's labels for a debug-stream score.
public struct OpinionLimits: Hashable, Sendable, JSONRepresentable {
    /// What is above is excellent.
    public var excellent: Double
    /// Both ends belong to it.
    public var good: ClosedRange<Double>
    public var fair: ClosedRange<Double>
    public var poor: ClosedRange<Double>

    public init(
        excellent: Double = 4.2, good: ClosedRange<Double> = 4.1...4.2, fair: ClosedRange<Double> = 3.7...4.0,
        poor: ClosedRange<Double> = 3.1...3.6
    ) {
        self.excellent = excellent
        self.good = good
        self.fair = fair
        self.poor = poor
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("excellent", excellent, decimals: 3)
            $0.member("good", [good.lowerBound, good.upperBound], decimals: 3)
            $0.member("fair", [fair.lowerBound, fair.upperBound], decimals: 3)
            $0.member("poor", [poor.lowerBound, poor.upperBound], decimals: 3)
        }
    }
}
