import Report
import Testing

@Suite("The client's warnings")
struct WarningReplayTests {
    /// Intervals of 5 s from 0, each as `change` makes it of a good one.
    private func intervals(
        _ count: Int, seconds: Int64 = 5, _ change: (Int, inout ClientInterval) -> Void
    ) -> [ClientInterval] {
        (0..<count).map { index in
            var interval = ClientInterval(begin: time(Int64(index) * seconds), end: time(Int64(index + 1) * seconds))
            interval.rttMilliseconds = 50
            interval.jitterMilliseconds = 2
            interval.packetLossPercent = 0
            interval.bytesReceived = 20_000
            interval.bytesSent = 20_000
            change(index, &interval)
            return interval
        }
    }

    private func time(_ seconds: Int64) -> UnixTime { UnixTime(nanoseconds: seconds * 1_000_000_000) }

    private func warnings(
        _ intervals: [ClientInterval], thresholds: QualityThresholds = QualityThresholds()
    ) -> [ClientWarning] {
        QualityReport(
            rttMilliseconds: nil, sent: nil, received: nil, clientIntervals: intervals, thresholds: thresholds
        ).clientWarnings
    }

    @Test("A good call has none")
    func quiet() { #expect(warnings(intervals(20) { _, _ in }).isEmpty) }

    @Test("Three breaches in a row raise it; two, or three with a good one between, do not")
    func breaches() {
        #expect(warnings(intervals(5) { index, it in if index < 2 { it.jitterMilliseconds = 31 } }).isEmpty)
        #expect(warnings(intervals(5) { index, it in if index != 2 { it.jitterMilliseconds = 31 } }).isEmpty)
        let raised = warnings(intervals(6) { index, it in if index < 3 { it.jitterMilliseconds = 31 + Double(index) } })
        #expect(
            raised == [
                ClientWarning(
                    .highJitter, first: time(15), from: time(0), to: time(15), intervals: 3, limit: 30, value: 33)
            ])
    }

    @Test("A figure at its limit is no breach; the score's is below, the level's at or below")
    func limits() {
        #expect(
            warnings(
                intervals(5) { _, it in
                    it.rttMilliseconds = 400
                    it.jitterMilliseconds = 30
                    it.packetLossPercent = 1
                    it.receivedLevel = 0.0011
                    it.sentLevel = 0.0011
                }
            ).isEmpty)
        let raised = warnings(
            intervals(3) { _, it in
                it.rttMilliseconds = 400.1
                it.jitterMilliseconds = 60
                it.packetLossPercent = 10
                it.receivedLevel = 0.001
                it.sentLevel = 0.001
                it.bytesReceived = 0
                it.bytesSent = 0
            })
        #expect(raised.map(\.code) == [31001, 31002, 31003, 31004, 31005, 31006, 32001, 32002])
        #expect(
            raised.map(\.name) == [
                "HIGH_RTT", "HIGH_JITTER", "HIGH_PACKET_LOSS", "LOW_MOS", "LOW_LOCAL_AUDIO", "LOW_INBOUND_AUDIO",
                "LOW_BYTES_RECEIVED", "LOW_BYTES_SENT",
            ])
        #expect(raised.allSatisfy { $0.first == time(15) && $0.count == 1 })
    }

    @Test("While it lasts it is repeated every 15 s at most, and once it cleared it begins anew")
    func repeats() {
        let raised = warnings(
            intervals(40, seconds: 1) { index, it in if index != 33 { it.packetLossPercent = 2 } })
        #expect(raised.count == 2)
        // Raised after 3, 18 and 33 s; then cleared, and raised again three intervals later.
        #expect(raised[0].count == 3)
        #expect(raised[0].first == time(3))
        #expect(raised[0].last == time(33))
        #expect(raised[0].to == time(33))
        #expect(raised[0].intervals == 33)
        #expect(raised[1].first == time(37))
        #expect(raised[1].count == 1)
    }

    @Test("An interval without the figure ends the row, and without RTT there is no score")
    func unknown() {
        #expect(warnings(intervals(5) { index, it in it.jitterMilliseconds = index == 2 ? nil : 50 }).isEmpty)
        let raised = warnings(
            intervals(5) { _, it in
                it.rttMilliseconds = nil
                it.packetLossPercent = 30
            })
        #expect(raised.map(\.code) == [31003])
    }

    @Test("A counter that is missing checks nothing, and the row goes on behind it")
    func missingCounter() {
        let raised = warnings(intervals(4) { index, it in it.bytesReceived = index == 1 ? nil : 0 })
        #expect(raised.map(\.code) == [32001])
        #expect(raised.first?.first == time(20))
    }

    @Test("Local silence: three intervals before any audio was heard, 30 s afterwards, and then once")
    func localSilence() {
        let never = warnings(intervals(10) { _, it in it.sentLevel = 0 })
        #expect(never.map(\.code) == [31005])
        #expect(never.first?.first == time(15))
        #expect(never.first?.count == 3)
        let pause = warnings(intervals(20) { index, it in it.sentLevel = (2...6).contains(index) ? 0 : 0.2 })
        #expect(pause.isEmpty)
        let long = warnings(intervals(20) { index, it in it.sentLevel = index >= 2 ? 0 : 0.2 })
        #expect(long.map(\.code) == [31005])
        #expect(long.first?.first == time(40))
        #expect(long.first?.count == 1)
        #expect(long.first?.intervals == 18)
    }

    @Test("Other limits make other warnings")
    func otherLimits() {
        var thresholds = QualityThresholds()
        thresholds.warnings.jitter = 1
        thresholds.warnings.breaches = 1
        let raised = warnings(intervals(1) { _, _ in }, thresholds: thresholds)
        #expect(raised.map(\.code) == [31002])
        #expect(raised.first?.limit == 1)
    }

    @Test("Scores of each interval, and the worst interval of each metric")
    func intervalFigures() {
        let received = QualityFigures(
            jitterMilliseconds: 10, packetLossPercent: 0.9, clientLossPercent: 0.9, codec: "PCMU",
            intervals: (1...20).map {
                QualityFigures.Interval(
                    end: time(Int64($0) * 5), jitterMilliseconds: Double($0), packetLossPercent: $0 == 4 ? 18 : 0)
            })
        let report = QualityReport(
            rttMilliseconds: 50, sent: nil, received: received,
            clientIntervals: intervals(20) { index, it in
                it.packetLossPercent = index == 3 ? 18 : 0
                it.networkLossPercent = index == 3 ? 18 : 0
            })
        #expect(report.received?.packetLoss?.grade == .good)
        #expect(
            report.received?.packetLoss?.worst == GradedMetric.Worst(value: 18, grade: .poor, timestamp: time(20)))
        #expect(report.received?.packetLoss?.percentile95 == 0)
        #expect(report.received?.jitter?.worst?.timestamp == time(100))
        #expect(report.received?.jitter?.percentile95 == 19)
        #expect(report.intervals.count == 20)
        #expect(report.intervals[3].callReport ?? 5 < 3)
        #expect(report.intervals[3].eModel ?? 5 < report.intervals[2].eModel ?? 0)
        // 50 / 2 and the assumed jitter buffer.
        #expect(report.mos?.receivedEModel?.delayMilliseconds == 85)
        #expect(report.mos?.sentEModel == nil)
    }
}
