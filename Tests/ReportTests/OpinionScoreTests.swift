import Report
import Testing

@Suite("Opinion scores")
struct OpinionScoreTests {
    struct Case: CustomTestStringConvertible {
        var rtt, jitter, loss, callReport, debugStream: Double
        var testDescription: String { "RTT \(rtt), jitter \(jitter), loss \(loss)" }

        init(_ rtt: Double, _ jitter: Double, _ loss: Double, _ callReport: Double, _ debugStream: Double) {
            (self.rtt, self.jitter, self.loss) = (rtt, jitter, loss)
            (self.callReport, self.debugStream) = (callReport, debugStream)
        }
    }

    // Computed apart, with another language's ln. In the last case R is below 0, where the cubic rises again: so the
    // SDK's formulas praise a call that hardly exists.
    @Test(
        "Both of the SDK's formulas",
        arguments: [
            Case(0, 0, 0, 4.409286, 4.409286), Case(45, 3, 0, 4.393681, 4.397127),
            Case(162, 13.6, 3, 4.117815, 3.264285), Case(400, 30, 1, 4.145771, 3.502823),
            Case(500, 60, 10, 2.922537, 1.353190), Case(50, 200, 0, 3.629656, 4.116737),
            Case(1000, 100, 50, 4.5, 4.425024),
        ])
    func formulas(figures: Case) {
        let callReport = OpinionScore.callReport(
            rttMilliseconds: figures.rtt, jitterMilliseconds: figures.jitter, packetLossPercent: figures.loss)
        let debugStream = OpinionScore.debugStream(
            rttMilliseconds: figures.rtt, jitterMilliseconds: figures.jitter, packetLossPercent: figures.loss)
        #expect(abs(callReport - figures.callReport) < 1e-6)
        #expect(abs(debugStream - figures.debugStream) < 1e-6)
    }

    @Test("The debug stream's delay counts twice above 177.3 ms")
    func delayStep() {
        func score(_ rtt: Double) -> Double {
            OpinionScore.debugStream(rttMilliseconds: rtt, jitterMilliseconds: 0, packetLossPercent: 0)
        }
        let gentle = score(352.6) - score(354.6)
        let steep = score(354.6) - score(356.6)
        #expect(steep > 5 * gentle)
    }

    @Test("Scores stay within their clamps", arguments: [0, 1, 50, 100, 400, 1e4, 1e9])
    func clamps(figure: Double) {
        let loss = min(figure, 100)
        let callReport = OpinionScore.callReport(
            rttMilliseconds: figure, jitterMilliseconds: figure, packetLossPercent: loss)
        let debugStream = OpinionScore.debugStream(
            rttMilliseconds: figure, jitterMilliseconds: figure, packetLossPercent: loss)
        #expect((1...4.5).contains(callReport))
        #expect((1...5).contains(debugStream))
    }

    @Test(
        "Labels as the SDK gives them: a score in the gaps between its ranges is bad",
        arguments: [
            (4.21, .excellent), (4.2, .good), (4.1, .good), (4.09, .bad), (4.0, .fair), (3.7, .fair), (3.65, .bad),
            (3.6, .poor), (3.1, .poor), (3.09, .bad), (1, .bad),
        ] as [(Double, OpinionLabel)])
    func labels(score: Double, label: OpinionLabel) {
        #expect(OpinionLabel(score) == label)
    }

    struct ModelCase: CustomTestStringConvertible {
        var delay, loss, burst, rating, score: Double
        var testDescription: String { "delay \(delay), loss \(loss), burst ratio \(burst)" }

        init(_ delay: Double, _ loss: Double, _ burst: Double, _ rating: Double, _ score: Double) {
            (self.delay, self.loss, self.burst, self.rating, self.score) = (delay, loss, burst, rating, score)
        }
    }

    // Computed apart from the whole of G.107 (Ro, Is, Idte, Idle, Idd from Table 2's defaults): R is 93.2 without delay.
    @Test(
        "The E-model for G.711",
        arguments: [
            ModelCase(0, 0, 1, 93.206208, 4.409406), ModelCase(60, 0, 1, 91.523917, 4.374523),
            ModelCase(100, 0, 1, 90.663730, 4.354920), ModelCase(150, 0, 1, 89.539132, 4.327546),
            ModelCase(300, 0, 1, 72.666360, 3.719431), ModelCase(85, 1, 1, 87.335510, 4.268386),
            ModelCase(60, 5, 1, 75.743186, 3.853485), ModelCase(110, 5, 2, 73.252127, 3.745582),
            ModelCase(150, 3, 1.5, 79.022527, 3.986523), ModelCase(400, 20, 3, 2.435704, 1),
            ModelCase(1000, 60, 8, 0, 1),
        ])
    func eModel(figures: ModelCase) {
        let model = EModel(
            delayMilliseconds: figures.delay, packetLossPercent: figures.loss, burstRatio: figures.burst)
        #expect(abs(model.rating - figures.rating) < 1e-5)
        #expect(abs(model.score - figures.score) < 1e-5)
    }

    @Test("Without concealment the same loss weighs more")
    func concealment() {
        let bare = EModel.Assumptions(lossRobustness: 4.3)
        let with = EModel(delayMilliseconds: 60, packetLossPercent: 2, burstRatio: 1)
        let without = EModel(delayMilliseconds: 60, packetLossPercent: 2, burstRatio: 1, assumptions: bare)
        // 95 * 2 / (2 + 25.1) and 95 * 2 / (2 + 4.3).
        #expect(abs(with.rating - without.rating - (190 / 6.3 - 190 / 27.1)) < 1e-9)
    }

    @Test("The burst ratio: mean run length over that of random loss")
    func burstRatio() {
        #expect(EModel.burstRatio(runs: 0, packets: 0, of: 1000) == nil)
        // 40 lost of 1000 in 10 runs of 4: random loss of 4 % has a mean length of 1 / 0.96.
        #expect(abs((EModel.burstRatio(runs: 10, packets: 40, of: 1000) ?? 0) - 4 * 0.96) < 1e-12)
        #expect(EModel.burstRatio(runs: 1, packets: 10, of: 10) == nil)
    }
}
