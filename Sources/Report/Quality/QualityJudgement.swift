/// The documented thresholds applied to figures: pure functions.
extension QualityThresholds.Limits {
    /// "< 150 good, 150-300 fair, > 300 poor"; nil of what is unknown.
    public func grade(_ value: Double?) -> QualityGrade? {
        guard let value, value.isFinite else { return nil }
        if value > poor { return .poor }
        return value < fair ? .good : .fair
    }

    func graded(_ value: Double?) -> GradedMetric? {
        guard let value, let grade = grade(value) else { return nil }
        return GradedMetric(value: value, grade: grade)
    }
}

extension QualityThresholds {
    /// The documented code. Unlike the table, a figure that equals the lower limit is still excellent; a figure that
    /// is not known does not count against the call; nil if neither is known.
    public func indicator(rttMilliseconds rtt: Double?, packetLossPercent loss: Double?) -> QualityIndicator? {
        if rtt == nil && loss == nil { return nil }
        func isAbove(_ value: Double?, _ limit: Double) -> Bool { value.map { $0 > limit } ?? false }
        if isAbove(rtt, self.rtt.poor) || isAbove(loss, packetLoss.poor) { return .poor }
        if isAbove(rtt, self.rtt.fair) || isAbove(loss, packetLoss.fair) { return .fair }
        return .excellent
    }
}

extension QualityReport {
    /// What is known of one direction's audio at the tap.
    public struct Figures: Hashable, Sendable {
        public var jitterMilliseconds: Double?
        public var packetLossPercent: Double?

        public init(jitterMilliseconds: Double? = nil, packetLossPercent: Double? = nil) {
            self.jitterMilliseconds = jitterMilliseconds
            self.packetLossPercent = packetLossPercent
        }
    }

    /// Grades a call. `sent` and `received` are nil where the call has no audio in that direction.
    public init(
        rttMilliseconds rtt: Double?, sent: Figures?, received: Figures?,
        thresholds: QualityThresholds = QualityThresholds()
    ) {
        func judge(_ figures: Figures) -> DirectionQuality {
            DirectionQuality(
                indicator: thresholds.indicator(
                    rttMilliseconds: rtt, packetLossPercent: figures.packetLossPercent),
                jitter: thresholds.jitter.graded(figures.jitterMilliseconds),
                packetLoss: thresholds.packetLoss.graded(figures.packetLossPercent))
        }
        // The worse of the two directions has the greater loss.
        let losses = [sent?.packetLossPercent, received?.packetLossPercent].compactMap(\.self)
        self.init(
            indicator: thresholds.indicator(rttMilliseconds: rtt, packetLossPercent: losses.max()),
            rtt: thresholds.rtt.graded(rtt), sent: sent.map(judge), received: received.map(judge),
            thresholds: thresholds)
    }
}
