/// The documented thresholds applied to figures: pure functions.
extension QualityThresholds.Limits {
    /// "< 150 good, 150-300 fair, > 300 poor"; nil of what is unknown.
    public func grade(_ value: Double?) -> QualityGrade? {
        guard let value, value.isFinite else { return nil }
        if value > poor { return .poor }
        return value < fair ? .good : .fair
    }

    /// - Parameter intervals: the figure by interval, each with its end.
    func graded<Interval>(
        _ value: Double?, intervals: [Interval], end: (Interval) -> UnixTime, figure: (Interval) -> Double?
    ) -> GradedMetric? {
        guard let value, let grade = grade(value) else { return nil }
        var metric = GradedMetric(value: value, grade: grade)
        var known: [Double] = []
        known.reserveCapacity(intervals.count)
        var worst: (value: Double, interval: Int)?
        for index in intervals.indices {
            guard let value = figure(intervals[index]), value.isFinite else { continue }
            known.append(value)
            if worst.map({ $0.value < value }) ?? true { worst = (value, index) }
        }
        guard let worst, let worstGrade = self.grade(worst.value) else { return metric }
        known.sort()
        metric.percentile95 = known[Int((Double(known.count - 1) * 0.95).rounded())]
        metric.worst = GradedMetric.Worst(
            value: worst.value, grade: worstGrade, timestamp: end(intervals[worst.interval]))
        return metric
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
    public typealias Figures = QualityFigures

    /// Grades and scores a call. `sent` and `received` are nil where the call has no audio in that direction.
    ///
    /// - Parameters:
    ///   - rtt: the path's median.
    ///   - clientIntervals: what the client would have seen of the call, in whole intervals.
    public init(
        rttMilliseconds rtt: Double?, sent: Figures?, received: Figures?, clientIntervals: [ClientInterval] = [],
        thresholds: QualityThresholds = QualityThresholds()
    ) {
        func judge(_ figures: Figures) -> DirectionQuality {
            DirectionQuality(
                indicator: thresholds.indicator(
                    rttMilliseconds: rtt, packetLossPercent: figures.packetLossPercent),
                jitter: thresholds.jitter.graded(
                    figures.jitterMilliseconds, intervals: figures.intervals, end: \.end,
                    figure: \.jitterMilliseconds),
                packetLoss: thresholds.packetLoss.graded(
                    figures.packetLossPercent, intervals: figures.intervals, end: \.end,
                    figure: \.packetLossPercent))
        }
        // The worse of the two directions has the greater loss.
        let losses = [sent?.packetLossPercent, received?.packetLossPercent].compactMap(\.self)
        self.init(
            indicator: thresholds.indicator(rttMilliseconds: rtt, packetLossPercent: losses.max()),
            rtt: thresholds.rtt.graded(rtt, intervals: clientIntervals, end: \.end, figure: \.rttMilliseconds),
            sent: sent.map(judge), received: received.map(judge),
            mos: Self.scores(rttMilliseconds: rtt, sent: sent, received: received, thresholds),
            intervals: clientIntervals.map { Self.scores(of: $0, received: received, thresholds) },
            clientWarnings: WarningReplay.warnings(of: clientIntervals, limits: thresholds.warnings),
            thresholds: thresholds)
    }

    /// Nil if no formula has all that it needs.
    private static func scores(
        rttMilliseconds rtt: Double?, sent: Figures?, received: Figures?, _ thresholds: QualityThresholds
    ) -> MOSReport? {
        guard let rtt else { return nil }
        var report = MOSReport()
        if let jitter = received?.jitterMilliseconds, let loss = received?.clientLossPercent {
            report.callReport = OpinionScore.callReport(
                rttMilliseconds: rtt, jitterMilliseconds: jitter, packetLossPercent: loss)
            let score = OpinionScore.debugStream(
                rttMilliseconds: rtt, jitterMilliseconds: jitter, packetLossPercent: loss)
            report.debugStream = score
            report.debugStreamLabel = OpinionLabel(score, limits: thresholds.mos)
        }
        report.receivedEModel = received?.eModel(rttMilliseconds: rtt, assumptions: thresholds.eModel)
        report.sentEModel = sent?.eModel(rttMilliseconds: rtt, assumptions: thresholds.eModel)
        return report == MOSReport() ? nil : report
    }

    private static func scores(
        of interval: ClientInterval, received: Figures?, _ thresholds: QualityThresholds
    ) -> QualityInterval {
        var scores = QualityInterval(timestamp: interval.end, callReport: interval.score)
        guard let rtt = interval.rttMilliseconds else { return scores }
        if let jitter = interval.jitterMilliseconds, let loss = interval.packetLossPercent {
            scores.debugStream = OpinionScore.debugStream(
                rttMilliseconds: rtt, jitterMilliseconds: jitter, packetLossPercent: loss)
        }
        if let received, received.isG711, let loss = interval.networkLossPercent {
            scores.eModel =
                EModel(
                    rttMilliseconds: rtt, packetLossPercent: loss, burstRatio: received.burstRatio, thresholds.eModel
                ).score
        }
        return scores
    }
}
