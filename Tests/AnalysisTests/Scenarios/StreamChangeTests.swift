import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("Streams that change in mid-call")
struct StreamChangeTests {
    @Test("A new SSRC is no loss, and the call's counters go on")
    func newSSRC() throws {
        let call = DirectCall()
        var script = call.setup
        var second = StreamScript(0x3333_3333, count: 300, from: call.received.time(of: 300))
        second.firstSequence = 40_000
        script.play(call.sent, over: call.route)
        script.play(call.received, over: call.route.reversed, 0..<300)
        script.play(second, over: call.route.reversed)
        let report = try analyzeOne(script)
        #expect(report.streams(.received).map(\.packets) == [300, 300])
        #expect(report.streams(.received).map(\.lost) == [0, 0])
        // 0.61 + 0.02 i < 5 for i < 220, < 10 for i < 470.
        #expect(report.segments.map(\.packetsReceived) == [220, 470, 600])
        #expect(report.segments.map(\.packetsLost) == [0, 0, 0])
    }

    @Test("Held for 4 s: sequence numbers go on, timestamps go with the clock; neither loss nor jitter")
    func hold() throws {
        let call = DirectCall()
        var script = call.setup
        var resumed = call.received
        resumed.start += 4
        resumed.firstTimestamp += 4 * 48_000
        script.play(call.sent, over: call.route)
        script.play(call.received, over: call.route.reversed, 0..<300)
        script.play(resumed, over: call.route.reversed, 300..<600)
        let report = try analyzeOne(script)
        let stream = try report.stream(0x2222_2222, .received)
        #expect(stream.packets == 600)
        #expect(stream.lost == 0)
        #expect(stream.jitter?.maximumMilliseconds == 0)
        // Packets 0...299 end at 6.59 s, 300...599 begin at 10.61 s.
        #expect(report.segments.map(\.packetsReceived) == [220, 300, 520, 600])
    }

    @Test("Video stands in the streams alone: the documented segments speak of audio")
    func video() throws {
        let call = DirectCall()
        var script = call.script
        var video = StreamScript(0x4444_4444, count: 360, from: 0.7)
        video.payloadType = 96
        video.clockRate = 90_000
        video.interval = 0.033
        video.payloadLength = 900
        script.play(video, over: call.route)
        let report = try analyzeOne(script)
        #expect(report.network.streams.count == 3)
        let stream = try report.stream(0x4444_4444, .sent)
        #expect(stream.kind == .video)
        #expect(stream.packets == 360)
        #expect(stream.payloadBytes == 360 * 900)
        #expect(stream.payloadTypes.map(\.clockRateHertz) == [90_000])
        #expect(stream.payloadTypes.map(\.clockRateSource) == [.inferred])
        #expect(report.segments.last?.packetsSent == 600)
        #expect(report.segments.last?.bytesSent == 600 * 80)
    }

    @Test("The operator's word on who is the client turns sent into received")
    func clientNetwork() throws {
        var options = AnalysisOptions()
        options.clientNetworks = [try #require(IPNetwork("203.0.113.0/24"))]
        let report = try analyzeOne(DirectCall().script, options: options)
        #expect(try report.stream(0x1111_1111, .received).packets == 600)
        #expect(try report.stream(0x2222_2222, .sent).packets == 600)
        #expect(report.iceData.selectedPair?.localCandidate.ip == "203.0.113.5")
        #expect(report.network.perspective.confidence == .certain)
    }
}
