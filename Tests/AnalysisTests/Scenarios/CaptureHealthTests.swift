import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("The capture's own health, and whose the losses are")
struct CaptureHealthTests {
    /// The report of the only call of a capture that says something of itself before frame index `before`.
    private func analyzeOne(_ capture: Capture, _ notes: [(before: Int, note: CaptureNote)]) throws -> CallReport {
        var batch = capture.batch
        batch.notes = notes
        let reports = try analyze(batch)
        try #require(reports.count == 1)
        return reports[0]
    }

    private func statistics(dropped: UInt64, at seconds: Double) -> CaptureNote {
        var statistics = InterfaceStatistics(interface: 0)
        statistics.timestamp = CallScript.time(seconds)
        statistics.droppedByKernel = dropped
        return .statistics(statistics)
    }

    /// The index of the first frame at or after a time.
    private func index(_ capture: Capture, at seconds: Double) -> Int {
        capture.frames.firstIndex { $0.time >= CallScript.time(seconds) } ?? capture.frames.count
    }

    /// Nothing of any kind from 6.1 to 7.3 s.
    private var outage: CallScript {
        var script = DirectCall().script
        script.remove { time, _, _ in time > 6.1 && time < 7.3 }
        return script
    }

    // MARK: loss

    @Test("A healthy call: nothing lost, nothing to say")
    func healthy() throws {
        let capture = try TestedCall(DirectCall().script).capture
        #expect(capture.lossAttribution == LossAttributionReport())
        #expect(capture.coverageGaps.isEmpty)
        #expect(capture.missingDirection == nil)
        #expect(capture.offload == nil)
        #expect(capture.beginsMidCall == false)
    }

    @Test("Every stream and everything else stops at once: undecidable without counters, and a gap in the coverage")
    func outageWithoutCounters() throws {
        let capture = try TestedCall(outage).capture
        #expect(capture.lossAttribution.verdict == .undecidable)
        #expect(capture.lossAttribution.lost == capture.lossAttribution.packets)
        #expect(capture.lossAttribution.seconds == [CallScript.start + 7])
        let gap = try #require(capture.coverageGaps.first)
        #expect(capture.coverageGaps.count == 1)
        #expect(gap.packets == capture.lossAttribution.lost)
        #expect(gap.frame != nil)
        #expect(capture.lossAttribution.frames == gap.frame.map { [$0] })
        #expect(abs(gap.to.seconds(since: gap.from) - 1.2) < 0.05)
    }

    @Test("The same with drops in the counters, without times: the capture's")
    func outageWithDrops() throws {
        let capture = outage.capture
        let report = try analyzeOne(capture, [(capture.frames.count, statistics(dropped: 120, at: 13))])
        #expect(report.network.capture.lossAttribution.verdict == .capture)
        let finding = try #require(report.finding("capture_drops"))
        #expect(finding.title.contains("are its own"))
        #expect(!finding.evidence.flatMap(\.frames).isEmpty)
    }

    @Test("Counters that say nothing was dropped leave a link or mirror that stood still")
    func outageWithoutDrops() throws {
        let capture = outage.capture
        let report = try analyzeOne(capture, [(capture.frames.count, statistics(dropped: 0, at: 13))])
        #expect(report.network.capture.lossAttribution.verdict == .undecidable)
    }

    @Test("Drops between two counters, where packets are missing: the capture's, one stream or all")
    func timedDrops() throws {
        var call = DirectCall()
        call.sent.lost = Set(300..<330)
        let capture = call.script.capture
        let report = try analyzeOne(
            capture,
            [
                (0, statistics(dropped: 0, at: 0)), (index(capture, at: 6), statistics(dropped: 0, at: 6)),
                (index(capture, at: 8), statistics(dropped: 30, at: 8)),
            ])
        let loss = report.network.capture.lossAttribution
        #expect(loss.verdict == .capture)
        #expect(loss.packets == 30)
        let spans = try #require(report.network.capture.drops.first?.spans)
        #expect(spans.map(\.packets) == [30])
        #expect(spans[0].to.seconds(since: spans[0].from) == 2)
    }

    @Test("Drops at another time than the gaps: few drops are no excuse")
    func dropsElsewhere() throws {
        var call = DirectCall()
        call.sent.lost = Set(300..<330)
        let capture = call.script.capture
        let report = try analyzeOne(
            capture,
            [
                (0, statistics(dropped: 0, at: 0)), (index(capture, at: 2), statistics(dropped: 3, at: 2)),
                (index(capture, at: 11), statistics(dropped: 3, at: 11)),
            ])
        #expect(report.network.capture.lossAttribution.verdict == .network)
    }

    @Test("A frame's own drop count stands at its frame")
    func dropsBeforeFrame() throws {
        var call = DirectCall()
        call.sent.lost = Set(300..<310)
        let capture = call.script.capture
        let place = index(capture, at: call.sent.time(of: 310))
        let report = try analyzeOne(capture, [(place, .dropsBefore(frame: UInt64(place + 1), count: 10))])
        let drop = try #require(report.network.capture.drops.first)
        #expect(drop.source == "frame")
        #expect(drop.spans.map(\.frame) == [UInt64(place + 1)])
        #expect(report.network.capture.lossAttribution.verdict == .capture)
        #expect(report.network.capture.lossAttribution.frames == [UInt64(place + 1)])
    }

    @Test("One direction loses, the other does not: the network's, counters or none")
    func oneWay() throws {
        var call = DirectCall()
        call.sent.lost = Set(stride(from: 20, to: 590, by: 19))
        let capture = try TestedCall(call.script).capture
        #expect(capture.lossAttribution.verdict == .network)
        #expect(capture.lossAttribution.packets == 30)
        #expect(capture.coverageGaps.isEmpty)
    }

    @Test("Both directions lose at random: nothing tells, unless counters do")
    func bothWays() throws {
        var call = DirectCall()
        call.sent.lost = Set(stride(from: 20, to: 590, by: 19))
        call.received.lost = Set(stride(from: 27, to: 590, by: 23))
        let capture = call.script.capture
        #expect(try TestedCall(call.script).capture.lossAttribution.verdict == .undecidable)
        let counted = try analyzeOne(capture, [(capture.frames.count, statistics(dropped: 0, at: 13))])
        #expect(counted.network.capture.lossAttribution.verdict == .network)
    }

    @Test("One stream alone: nothing to compare it with")
    func alone() throws {
        var stream = StreamScript(0x1111_1111, count: 400, from: 0)
        stream.lost = Set(100..<120)
        var script = CallScript()
        script.play(stream, over: DirectCall().route)
        #expect(try TestedCall(script).capture.lossAttribution.verdict == .undecidable)
    }

    @Test("The sender pauses and its sequence goes on: no gap in the coverage")
    func pause() throws {
        var script = CallScript()
        let call = DirectCall()
        script.connect(call.client, call.server, at: 0)
        script.handshake(over: call.route, at: 0.2)
        for (start, first) in [(0.5, 0), (5.5, 100)] {
            var stream = StreamScript(0x1111_1111, count: 100, from: start)
            stream.firstSequence = UInt16(1000 + first)
            stream.firstTimestamp = UInt32(160_000 + (start - 0.5) * 48_000)
            script.play(stream, over: call.route)
        }
        let capture = try TestedCall(script).capture
        #expect(capture.coverageGaps.isEmpty)
        #expect(capture.lossAttribution.verdict == .nothingLost)
    }

    @Test("Two calls lose packets in the same second: said in both")
    func twoCalls() throws {
        var script = CallScript()
        for number in 0..<2 {
            let client = Agent("192.168.1.10", UInt16(50_000 + number), "cli\(number)", controlling: true)
            let server = Agent("203.0.113.5", UInt16(10_000 + number), "ser\(number)")
            script.connect(client, server, at: 0)
            script.handshake(over: client.route(to: server), at: 0.2)
            var stream = StreamScript(UInt32(0x1000 + number), count: 600, from: 0.5)
            stream.lost = Set(300..<340)
            script.play(stream, over: client.route(to: server))
        }
        let reports = try analyze(script)
        #expect(reports.count == 2)
        for report in reports {
            #expect(report.network.capture.lossAttribution.verdict == .undecidable)
            #expect(report.network.capture.lossAttribution.seconds.count == 1)
            #expect(report.network.capture.coverageGaps.count == 1)
        }
    }

    @Test("What a server passes on is no second witness: it proves that the packets never arrived")
    func passedOn() throws {
        let report = try #require(try RecordedCapture(name: "media-server-loss.tapB.pcapng.zst").reports().first)
        let loss = report.network.capture.lossAttribution
        #expect(loss.verdict == .network)
        #expect(loss.evidence.first?.contains("passes it on") == true)
        #expect(report.network.capture.coverageGaps.isEmpty)
    }

    @Test(
        "Recorded loss between the taps is the network's",
        arguments: ["loss-5-percent.tapB.pcapng", "exact-gaps.tapB.pcapng.gz", "g711-burst-loss.tapB.pcapng.gz"])
    func recorded(name: String) throws {
        let report = try #require(try RecordedCapture(name: name).reports().first)
        #expect(report.network.capture.lossAttribution.verdict == .network)
        #expect(report.network.capture.coverageGaps.isEmpty)
    }

    // MARK: begin, end, direction

    @Test("Begins and ends in the middle of a call, each with its frame")
    func midCall() throws {
        var script = DirectCall().script
        script.remove { time, _, _ in time < 2 }
        let begun = try TestedCall(script).capture
        #expect(begun.beginsMidCall == true)
        #expect(begun.beginEvidence?.frames.first == 1)
        #expect(begun.endsMidCall == true)
        #expect(begun.endEvidence?.frames.isEmpty == false)
    }

    @Test("Closed in order, or silent before the end: not in the middle")
    func ended() throws {
        var closed = DirectCall().script
        closed.close(over: DirectCall().route, at: 12.6)
        #expect(try TestedCall(closed).capture.endsMidCall == false)
        var silent = DirectCall().setup
        silent.play(DirectCall().sent, over: DirectCall().route, 0..<300)
        #expect(try TestedCall(silent).capture.endsMidCall == false)
        var goodbye = CallScript()
        var stream = StreamScript(0x1111_1111, count: 100, from: 0)
        stream.tagLength = 0
        goodbye.play(stream, over: DirectCall().route)
        goodbye.control(0x1111_1111, over: DirectCall().route, at: 2.01, packets: 100, isLeaving: true)
        #expect(try TestedCall(goodbye).capture.endsMidCall == false)
    }

    @Test("One side was not captured at all: its checks are answered", arguments: [true, false])
    func direction(client: Bool) throws {
        let call = DirectCall()
        let gone = client ? call.client.endpoint : call.server.endpoint
        var script = call.script
        script.remove { _, source, _ in source == gone }
        let report = try analyzeOne(script.capture, [])
        let missing = try #require(report.network.capture.missingDirection)
        #expect(missing.reason.contains("are answered"))
        #expect(!missing.frames.isEmpty)
        #expect(report.network.capture.lossAttribution.verdict == .nothingLost)
        // What cannot be known is null; the other direction is counted.
        let last = try #require(report.segments.last)
        #expect(last.packetsSent == (client ? nil : 600))
        #expect(last.packetsReceived == (client ? 600 : nil))
        #expect(last.packetsLost == (client ? 0 : nil))
        #expect((last.bytesSent == nil) == client || last.bytesReceived == nil)
        let field = client ? "segments.packetsSent" : "segments.packetsReceived"
        let reason = report.network.notObservable.first { $0.field.hasPrefix(field) }?.reason
        #expect(reason == "no packet of the \(client ? "client" : "far end") is in the capture")
        #expect(!report.network.quality.clientWarnings.contains { $0.code == 32001 || $0.code == 32002 })
    }

    @Test("A side of which nothing was captured is unknown though nothing proves it missing; one that asks is silent")
    func silentSide() throws {
        let call = DirectCall()
        var script = CallScript()
        script.play(StreamScript(0x1111_1111, count: 400, from: 0), over: call.route)
        let alone = try analyzeOne(script.capture, [])
        #expect(alone.network.capture.missingDirection == nil)
        #expect(
            [alone.segments.last?.packetsSent, alone.segments.last?.packetsReceived].compactMap(\.self) == [400])
        var silent = call.setup
        silent.play(call.sent, over: call.route)
        let report = try analyzeOne(silent.capture, [])
        #expect(report.segments.last?.packetsReceived == 0)
        #expect(report.segments.last?.packetsLost == 0)
        let missing = report.network.notObservable
        #expect(missing.first { $0.field == "segments.jitter" }?.reason == "no audio to the client passed this tap")
        #expect(missing.contains { $0.field == "segments.packetLoss" })
        #expect(!missing.contains { $0.field.hasPrefix("segments.packetsReceived") })
    }

    // MARK: doubles, truncation

    @Test("Seen twice: both places are named")
    func places() throws {
        var script = DirectCall().script
        let first = script.capture
        script.encapsulation = Encapsulation(timeToLive: 61)
        let report = try analyzeOne(first.merged(with: script.capture), [])
        let places = try #require(report.network.capture.doubledPlaces.first)
        #expect(places.first != places.second)
        #expect(places.second.contains("TTL 61"))
        #expect(places.packets > 0)
    }

    @Test("The first truncated frame")
    func truncated() throws {
        var capture = DirectCall().script.capture
        capture.frames[40].originalLength += 10
        let report = try analyzeOne(capture, [])
        #expect(report.network.capture.truncated == 1)
        #expect(report.network.capture.firstTruncatedFrame == 41)
    }

    // MARK: text

    @Test("Health stands before the figures when there is something to say, and behind them when not")
    func order() throws {
        var closed = DirectCall().script
        closed.close(over: DirectCall().route, at: 12.6)
        let healthy = TextRenderer.render(try analyzeOne(closed.capture, []))
        let doubtful = TextRenderer.render(try TestedCall(outage).report)
        func isFirst(_ page: String) throws -> Bool {
            let lines = page.split(separator: "\n")
            let capture = try #require(lines.firstIndex { $0.hasPrefix("CAPTURE") })
            let path = try #require(lines.firstIndex { $0.hasPrefix("PATH") })
            return capture < path
        }
        #expect(try !isFirst(healthy))
        #expect(try isFirst(doubtful))
        #expect(doubtful.contains("undecidable"))
    }

    /// A script's only call.
    private struct TestedCall {
        var report: CallReport
        var capture: CaptureReport { report.network.capture }

        init(_ script: CallScript) throws {
            let reports = try analyze(script)
            try #require(reports.count == 1)
            report = reports[0]
        }
    }
}
