import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("Quality of a call")
struct QualityTests {
    private func codes(_ report: CallReport) -> [Int] { report.network.quality.clientWarnings.map(\.code) }

    private func time(_ seconds: Double) -> UnixTime {
        UnixTime(nanoseconds: CallScript.time(seconds).nanoseconds)
    }

    @Test("A healthy call of G.711 has all scores, and no warnings")
    func healthy() throws {
        var call = DirectCall()
        for path in [\DirectCall.sent, \.received] {
            call[keyPath: path].payloadType = 0
            call[keyPath: path].clockRate = 8000
        }
        let quality = try analyzeOne(call.script).network.quality
        let mos = try #require(quality.mos)
        // RTT 40 ms, no jitter, no loss: R = 93.2 - 0.4, and 93.2 - 0.024 * 20.
        #expect(abs((mos.callReport ?? 0) - 4.4014) < 0.0005)
        #expect(abs((mos.debugStream ?? 0) - 4.3998) < 0.0005)
        #expect(mos.debugStreamLabel == .excellent)
        #expect(mos.receivedEModel?.codec == "PCMU")
        #expect(mos.receivedEModel?.delayMilliseconds == 80)
        #expect(mos.receivedEModel?.burstRatio == 1)
        #expect(mos.sentEModel?.rating == mos.receivedEModel?.rating)
        #expect(quality.clientWarnings.isEmpty)
        #expect(quality.intervalSeconds == 5)
        // The last interval ends with the call, not with the client's timer.
        #expect(quality.intervals.map(\.timestamp) == [time(5), time(10)])
    }

    @Test("What is no G.711 has no E-model rating, and the report says why")
    func otherCodec() throws {
        let report = try analyzeOne(DirectCall().script)
        #expect(report.network.quality.mos?.callReport != nil)
        #expect(report.network.quality.mos?.receivedEModel == nil)
        #expect(report.network.notObservable.contains { $0.field == "network.quality.mos.e_model_received" })
    }

    @Test("Without RTT no score is computed, and the reason is that of the RTT")
    func noRTT() throws {
        var script = CallScript()
        script.play(DirectCall().sent, over: DirectCall().route)
        script.play(DirectCall().received, over: DirectCall().route.reversed)
        let report = try analyzeOne(script)
        #expect(report.network.quality.mos == nil)
        #expect(report.network.quality.intervals.allSatisfy { $0.callReport == nil && $0.debugStream == nil })
        let reason = report.network.notObservable.first { $0.field.contains("mos.call_report") }?.reason
        #expect(reason == "no connectivity checks in this capture")
    }

    @Test("Loss in bursts weighs more in the E-model, and the client warns of it at the end of the third interval")
    func loss() throws {
        var call = DirectCall()
        call.received.payloadType = 8
        call.received.clockRate = 8000
        // 4 of 50 packets in every second.
        call.received.lost = Set((0..<600).filter { $0 % 50 < 4 && $0 > 49 })
        var options = AnalysisOptions()
        options.intervalSeconds = 1
        let quality = try analyzeOne(call.script, options: options).network.quality
        let model = try #require(quality.mos?.receivedEModel)
        // 44 lost of 600 in 11 runs.
        #expect(abs(model.burstRatio - 4 * (1 - 44.0 / 600)) < 1e-9)
        #expect(abs(model.packetLossPercent - 4400.0 / 600) < 1e-9)
        let loss = try #require(quality.clientWarnings.first { $0.code == 31003 })
        // Packet 50 is due at 1.61 s: the first lossy interval ends at 2 s.
        #expect(loss.from == time(1))
        #expect(loss.first == time(4))
        #expect(loss.limit == 1)
        #expect(quality.received?.packetLoss?.worst?.grade == .poor)
        #expect(quality.sent?.packetLoss?.worst?.value == 0)
    }

    @Test("Jumps that the client hides are loss of the network, and neither warned of nor scored")
    func hiddenLoss() throws {
        var call = DirectCall()
        call.received.payloadType = 8
        call.received.clockRate = 8000
        // 60 in a row each, in every third second: above the threshold of 50.
        call.received.lost = Set((0..<600).filter { $0 % 150 >= 60 && $0 % 150 < 120 })
        var options = AnalysisOptions()
        options.intervalSeconds = 3
        let report = try analyzeOne(call.script, options: options)
        let quality = report.network.quality
        #expect(report.segments.last?.packetsLost == 240)
        #expect(try report.stream(0x2222_2222, .received).lostAsClientCounts == 0)
        #expect(quality.received?.packetLoss?.value == 40)
        #expect(quality.received?.packetLoss?.grade == .poor)
        #expect(!quality.clientWarnings.contains { $0.code == 31003 || $0.code == 31004 })
        #expect(quality.mos?.callReport ?? 0 > 4.3)
        #expect(quality.mos?.debugStream ?? 0 > 4.3)
        #expect(quality.mos?.receivedEModel?.packetLossPercent == 40)
        #expect(quality.intervals.compactMap(\.callReport).allSatisfy { $0 > 4.3 })
        #expect(quality.intervals.compactMap(\.eModel).contains { $0 < 2 })
    }

    @Test("Media that stops: no new bytes in the direction that stopped")
    func silence() throws {
        var call = DirectCall()
        call.received.count = 100
        call.sent.count = 1000
        var script = call.setup
        script.consent(call.client, call.server, from: 15, to: 20)
        script.consent(call.server, call.client, from: 15.1, to: 20)
        script.play(call.sent, over: call.route)
        script.play(call.received, over: call.route.reversed)
        var options = AnalysisOptions()
        options.intervalSeconds = 1
        let report = try analyzeOne(script, options: options)
        let warning = try #require(report.network.quality.clientWarnings.first)
        #expect(codes(report) == [32001])
        // The last packet is that of 0.61 + 99 * 0.02 = 2.59 s: from 3 s on nothing is new.
        #expect(warning.from == time(3))
        #expect(warning.first == time(6))
        #expect(warning.value == 0)
    }

    @Test("A client that never received anything has no counter to warn of; one that sends nothing has")
    func neverReceived() throws {
        var options = AnalysisOptions()
        options.intervalSeconds = 1
        let call = DirectCall()
        var sending = call.setup
        sending.play(call.sent, over: call.route)
        #expect(try codes(analyzeOne(sending, options: options)).isEmpty)
        var receiving = call.setup
        receiving.play(call.received, over: call.route.reversed)
        #expect(try codes(analyzeOne(receiving, options: options)) == [32002])
    }

    @Test("Another pair is a warning with the frame that shows it")
    func pairChange() throws {
        var call = DirectCall()
        call.sent.count = 600
        var script = call.setup
        let other = Endpoint("192.168.1.10", 50_002)
        script.play(call.sent, over: call.route, 0..<300)
        script.check(call.client, call.server, at: 6, nominating: true, over: Route(other, call.server.endpoint))
        script.play(call.sent, over: Route(other, call.server.endpoint), 300..<600)
        script.play(call.received, over: call.route.reversed)
        let report = try analyzeOne(script)
        let warning = try #require(report.network.quality.clientWarnings.first { $0.code == 33008 })
        #expect(warning.first == time(6.51))
        #expect(warning.evidence == "media from 192.168.1.10:50002 to 203.0.113.5:10000")
        #expect(warning.frame != nil)
    }

    @Test("Consent that goes unanswered: connectivity lost after 5 s, failed after 30 s")
    func consentLost() throws {
        let call = DirectCall()
        var script = call.script
        script.consent(call.client, call.server, from: 12, to: 60, every: 2.5, answer: nil)
        let warnings = try analyzeOne(script).network.quality.clientWarnings
        let lost = try #require(warnings.first { $0.code == 33001 })
        #expect(lost.from == time(12))
        #expect(lost.first == time(17))
        #expect(warnings.contains { $0.code == 33004 })
    }

    @Test(
        "Relays refused and no check: nothing was gathered; servers that gave no other address: host candidates alone")
    func gathering() throws {
        var refused = CallScript()
        refused.allocate(RelayedCallTests.use(), at: 0, refusal: .unauthenticated)
        let empty = try #require(analyzeOne(refused).network.quality.clientWarnings.first)
        #expect(empty.code == 33003)
        #expect(empty.frame != nil)

        var silent = DirectCall().script
        silent.gather(
            DirectCall().client.endpoint, from: Endpoint("198.51.100.1", 3478), at: 0, mapped: nil, tries: 3)
        #expect(try codes(analyzeOne(silent)) == [33005])
        var mapped = DirectCall().script
        mapped.gather(
            DirectCall().client.endpoint, from: Endpoint("198.51.100.1", 3478), at: 0,
            mapped: Endpoint("198.51.100.77", 50_000))
        #expect(try codes(analyzeOne(mapped)).isEmpty)
    }

    @Test("Thresholds of the operator's: other grades, other warnings, and the report shows which")
    func thresholds() throws {
        var options = AnalysisOptions()
        options.intervalSeconds = 1
        options.thresholds.rtt = QualityThresholds.Limits(fair: 10, poor: 20)
        options.thresholds.warnings.rtt = 30
        let report = try analyzeOne(DirectCall().script, options: options)
        #expect(report.network.quality.rtt?.grade == .poor)
        #expect(report.network.quality.indicator == .poor)
        #expect(codes(report) == [31001])
        #expect(report.network.quality.thresholds == options.thresholds)
    }
}
