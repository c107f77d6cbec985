import Analysis
import Report
import TestSupport
import Testing
import Wire

@testable import callwitness

@Suite("Frames of a live capture's calls")
struct IntervalRoundTests {
    private static let route = Route(Endpoint("192.168.1.10", 50_000), Endpoint("203.0.113.5", 10_000))

    private static var analyzer: Analyzer {
        var script = CallScript()
        var stream = StreamScript(1, count: 600, from: 0.5)
        stream.lost = [100, 101, 300]
        script.play(stream, over: route.reversed)
        script.play(StreamScript(2, count: 600, from: 0.5), over: route)
        var options = AnalysisOptions()
        options.clientNetworks = [IPNetwork("192.168.0.0/16")].compactMap(\.self)
        var analyzer = Analyzer(options: options)
        analyzer.receive(script.capture.batch)
        return analyzer
    }

    private static func interval(_ end: Double) -> IntervalClock.Interval {
        IntervalClock.Interval(from: CallScript.time(end - 5), to: CallScript.time(end), end: CallScript.time(end))
    }

    @Test("A frame is the report's segment of the same time")
    func segments() throws {
        var analyzer = Self.analyzer
        var frames: [CallSegment] = []
        var before: IntervalRound?
        for end in [5.0, 10] {
            var round = IntervalRound(
                Self.interval(end), calls: analyzer.callsInProgress, before: before, drops: CaptureDropCounts())
            let calls = [round.next(), round.next()]
            let call = try #require(calls[0])
            #expect(calls[1] == nil)
            let found = analyzer.progress(of: call, from: round.interval.from, to: round.interval.to)
            let progress = try #require(found)
            #expect(progress.client == TransportAddress(ip: "192.168.1.10", port: 50_000))
            frames.append(round.event(progress).data)
            round.finish()
            before = round
        }
        analyzer.finish()
        let reports = analyzer.takeReports()
        let report = try #require(reports.first)
        #expect(frames == Array(report.segments.prefix(2)))
        #expect(frames.map(\.packetsLost) == [2, 3])
    }

    @Test("A loss that is taken back is not taken out of the counter")
    func monotonic() throws {
        let analyzer = Self.analyzer
        let calls = analyzer.callsInProgress
        let call = try #require(calls.first)
        let progress = [0.0, 5].map { begin in
            analyzer.progress(of: call, from: CallScript.time(begin), to: CallScript.time(begin + 5))
        }
        var first = IntervalRound(Self.interval(10), calls: [], before: nil, drops: CaptureDropCounts())
        _ = first.event(try #require(progress[1]))
        // The round was cut short by the next: what it knows is kept.
        var second = IntervalRound(Self.interval(15), calls: [], before: first, drops: CaptureDropCounts())
        let early = try #require(progress[0])
        #expect(early.received?.lost == 2)
        #expect(second.event(early).data.packetsLost == 3)
    }

    @Test("After a call's last packet its counters stay, and nothing is said of jitter and loss")
    func silence() throws {
        let analyzer = Self.analyzer
        let calls = analyzer.callsInProgress
        let call = try #require(calls.first)
        let found = analyzer.progress(of: call, from: CallScript.time(30), to: CallScript.time(35))
        let late = try #require(found)
        #expect(late.received?.packets == 597)
        #expect(late.received?.packetLossPercent == nil)
        #expect(late.received?.jitterMilliseconds == nil)
        #expect(late.sent?.packets == 600)
        let before = analyzer.progress(of: call, from: CallScript.time(-5), to: CallScript.time(0))
        #expect(before == nil)
    }
}
