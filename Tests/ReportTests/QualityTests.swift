import Report
import Testing

@Suite("Documented thresholds")
struct QualityTests {
    private let thresholds = QualityThresholds()

    @Test(
        "RTT: below 150 good, 150 to 300 fair, above 300 poor",
        arguments: [
            (0, .good), (149.999, .good), (150, .fair), (300, .fair), (300.001, .poor), (.infinity, nil), (.nan, nil),
            (nil, nil),
        ] as [(Double?, QualityGrade?)])
    func rtt(value: Double?, grade: QualityGrade?) {
        #expect(thresholds.rtt.grade(value) == grade)
    }

    @Test(
        "Jitter: below 20 good, 20 to 50 fair, above 50 poor",
        arguments: [(19.999, .good), (20, .fair), (50, .fair), (50.001, .poor)] as [(Double, QualityGrade)])
    func jitter(value: Double, grade: QualityGrade) {
        #expect(thresholds.jitter.grade(value) == grade)
    }

    @Test(
        "Loss: below 1 % good, 1 to 3 fair, above 3 poor",
        arguments: [(0, .good), (0.999, .good), (1, .fair), (3, .fair), (3.001, .poor)] as [(Double, QualityGrade)])
    func loss(value: Double, grade: QualityGrade) {
        #expect(thresholds.packetLoss.grade(value) == grade)
    }

    @Test(
        "The indicator is the documented code: only above a limit is it worse",
        arguments: [
            (150, 1, .excellent), (150.001, 0, .fair), (0, 1.001, .fair), (300, 3, .fair), (300.001, 0, .poor),
            (0, 3.001, .poor), (nil, 0, .excellent), (0, nil, .excellent), (nil, 3.001, .poor), (nil, nil, nil),
        ] as [(Double?, Double?, QualityIndicator?)])
    func indicator(rtt: Double?, loss: Double?, expected: QualityIndicator?) {
        #expect(thresholds.indicator(rttMilliseconds: rtt, packetLossPercent: loss) == expected)
    }

    @Test("A call is as good as the worse of its directions")
    func directions() {
        let quality = QualityReport(
            rttMilliseconds: 100,
            sent: QualityReport.Figures(jitterMilliseconds: 60, packetLossPercent: 0.5),
            received: QualityReport.Figures(jitterMilliseconds: nil, packetLossPercent: 2))
        #expect(quality.indicator == .fair)
        #expect(quality.rtt == GradedMetric(value: 100, grade: .good))
        #expect(quality.sent?.indicator == .excellent)
        #expect(quality.sent?.jitter?.grade == .poor)
        #expect(quality.sent?.packetLoss?.grade == .good)
        #expect(quality.received?.indicator == .fair)
        #expect(quality.received?.jitter == nil)
        #expect(quality.received?.packetLoss?.grade == .fair)
    }

    @Test("Other thresholds give other grades")
    func otherThresholds() {
        let strict = QualityThresholds(rtt: QualityThresholds.Limits(fair: 10, poor: 20))
        #expect(strict.rtt.grade(21) == .poor)
        #expect(strict.indicator(rttMilliseconds: 21, packetLossPercent: 0) == .poor)
    }

    @Test("A direction without audio has no grades, and a call of which nothing is known no indicator")
    func unknown() {
        let quality = QualityReport(rttMilliseconds: nil, sent: nil, received: QualityReport.Figures())
        #expect(quality.indicator == nil)
        #expect(quality.rtt == nil)
        #expect(quality.sent == nil)
        #expect(quality.received == DirectionQuality())
    }
}
