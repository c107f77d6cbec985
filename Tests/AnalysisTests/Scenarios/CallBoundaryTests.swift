import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("Where a call begins and ends")
struct CallBoundaryTests {
    /// Media moves from one pair of agents to another half-way.
    private func restart(_ call: DirectCall, to client: Agent, _ server: Agent, mixed: Bool) -> CallScript {
        var script = CallScript()
        script.connect(call.client, call.server, at: 0)
        script.handshake(over: call.route, at: 0.2)
        script.play(call.sent, over: call.route, 0..<300)
        script.play(call.received, over: call.route.reversed, 0..<300)
        if mixed {
            // The offer has come with the new credentials of one side only; old ports answer too.
            script.check(client, call.server, at: 6.2)
            script.check(call.server, client, at: 6.25)
        }
        script.connect(client, server, at: 6.3)
        script.play(call.sent, over: client.route(to: server), 300..<600)
        script.play(call.received, over: server.route(to: client), 300..<600)
        return script
    }

    private func expectWhole(_ report: CallReport, paths: Int, sourceLocation: SourceLocation = #_sourceLocation) throws
    {
        #expect(report.network.streams.count == 2, sourceLocation: sourceLocation)
        for (direction, ssrc) in [(CallDirection.sent, UInt32(0x1111_1111)), (.received, 0x2222_2222)] {
            let stream = try report.stream(ssrc, direction)
            #expect(stream.packets == 600, sourceLocation: sourceLocation)
            #expect(stream.lost == 0, sourceLocation: sourceLocation)
            #expect(stream.paths.count == paths, sourceLocation: sourceLocation)
        }
        #expect(report.segments.last?.packetsSent == 600, sourceLocation: sourceLocation)
        #expect(report.iceData.transport.iceState == .connected, sourceLocation: sourceLocation)
        #expect(report.iceData.transport.dtlsState == .connected, sourceLocation: sourceLocation)
    }

    @Test("An ICE restart on the same ports is a new generation of the same call")
    func restartInPlace() throws {
        let call = DirectCall()
        let report = try analyzeOne(
            restart(call, to: call.client.restarted("cli2"), call.server.restarted("ser2"), mixed: false))
        try expectWhole(report, paths: 1)
        #expect(report.network.ice?.generations.count == 2)
        #expect(report.network.ice?.generations.last?.localUfrag == "cli2")
        #expect(report.network.ice?.generations.last?.remoteUfrag == "ser2")
    }

    @Test("An ICE restart to new ports, old against new credentials in between")
    func restartElsewhere() throws {
        let call = DirectCall()
        let client = call.client.restarted("cli2", at: Endpoint("192.168.1.10", 50_010))
        let server = call.server.restarted("ser2", at: Endpoint("203.0.113.5", 10_010))
        let report = try analyzeOne(restart(call, to: client, server, mixed: true))
        try expectWhole(report, paths: 2)
        #expect(report.iceData.selectedPair?.localCandidate.port == 50_010)
        #expect(report.iceData.selectedPair?.remoteCandidate.port == 10_010)
    }

    @Test(
        "An ICE restart to a new port of the client's, with nothing but the stream to tell: it goes on at the server's")
    func restartBySSRC() throws {
        let call = DirectCall()
        let client = call.client.restarted("cli2", at: Endpoint("192.168.1.10", 50_010))
        let report = try analyzeOne(restart(call, to: client, call.server.restarted("ser2"), mixed: false))
        try expectWhole(report, paths: 2)
    }

    @Test("Two calls between the same hosts at once differ in their ports alone")
    func sameHosts() throws {
        var second = DirectCall()
        second.client = Agent("192.168.1.10", 50_002, "cli2", controlling: true)
        second.server = Agent("203.0.113.5", 10_002, "ser2")
        second.sent.lost = [5, 6, 7]
        var script = DirectCall().script
        script.append(second.script)
        let reports = try analyze(script)
        try #require(reports.count == 2)
        let lost = Dictionary(
            uniqueKeysWithValues: try reports.map {
                ($0.iceData.selectedPair?.localCandidate.port, try $0.stream(0x1111_1111, .sent).lost)
            })
        #expect(lost == [50_000: 0, 50_002: 3])
    }

    @Test("A second call on the same addresses, after the first was closed, is a call of its own")
    func sameAddresses() throws {
        var script = DirectCall().script
        script.close(over: DirectCall().route, at: 12.7)
        var second = CallScript()
        let client = DirectCall().client.restarted("cli2")
        let server = DirectCall().server.restarted("ser2")
        second.connect(client, server, at: 15)
        second.handshake(over: client.route(to: server), at: 15.2)
        let stream = StreamScript(0x3333_3333, count: 100, from: 15.5)
        second.play(stream, over: client.route(to: server))
        script.append(second)
        let reports = try analyze(script)
        try #require(reports.count == 2)
        #expect(try reports[0].stream(0x1111_1111, .sent).packets == 600)
        #expect(reports[0].network.streams.count == 2)
        // The close is the end: 12.71 s after the first check.
        #expect(abs((reports[0].call.durationSeconds ?? 0) - 12.71) < 0.0005)
        #expect(reports[0].iceData.transport.dtlsState == .connected)
        #expect(try reports[1].stream(0x3333_3333, .sent).packets == 100)
        #expect(reports[1].network.streams.count == 1)
    }

    @Test("A call that says nothing for 60 s has ended; reports come in the order of the ends")
    func idle() throws {
        func call(_ number: Int, from start: Double, count: Int) -> CallScript {
            let client = Agent("192.168.1.1\(number)", 50_000, "clie\(number)", controlling: true)
            let server = Agent("203.0.113.5", 10_000, "serv\(number)")
            var script = CallScript()
            script.connect(client, server, at: start)
            script.play(StreamScript(UInt32(number), count: count, from: start + 0.2), over: client.route(to: server))
            return script
        }
        var script = call(1, from: 0, count: 500)  // ends at 10.18 s
        script.append(call(2, from: 2, count: 100))  // ends at 4.18 s
        script.append(call(3, from: 66, count: 100))  // ends at 68.18 s: 64 s after call 2, 58 after call 1
        var analyzer = Analyzer()
        analyzer.receive(script.capture.batch)
        #expect(analyzer.takeReports().map(\.segments.last?.packetsSent) == [100])
        analyzer.finish()
        #expect(analyzer.takeReports().map(\.segments.last?.packetsSent) == [500, 100])
    }

    /// A client that is gone after 10 s, and a server that sends media and checks until `end`.
    private func abandoned(until end: Double) -> CallScript {
        let (client, server) = (DirectCall().client, DirectCall().server)
        var script = CallScript()
        script.connect(client, server, at: 0)
        script.consent(client, server, from: 2.5, to: 10, every: 2.5)
        script.consent(server, client, from: 2.6, to: 10, every: 2.5)
        script.consent(server, client, from: 12.6, to: end, every: 2.5, answer: nil)
        script.play(
            StreamScript(0x2222_2222, count: Int(end * 50), from: 0.2), over: client.route(to: server).reversed)
        return script
    }

    @Test("A call ends when consent has expired and nothing passes any more", arguments: [32.0, 38])
    func consentExpired(end: Double) throws {
        // The last answer is at 10.12 s.
        let other = Agent("192.168.1.20", 50_000, "clix", controlling: true)
        let server = Agent("203.0.113.5", 10_000, "serx")
        for (time, count) in [(46, 0), (57, 1)] {
            var script = abandoned(until: end)
            script.connect(other, server, at: 1)
            script.play(StreamScript(7, count: time * 50 - 60, from: 1.2), over: other.route(to: server))
            var analyzer = Analyzer()
            analyzer.receive(script.capture.batch)
            #expect(analyzer.takeReports().count == count, "after \(time) s")
        }
    }

    @Test("Plain RTP ends with the BYE of its streams: what follows on the same ports is another call")
    func goodbye() throws {
        let route = Route(Endpoint("192.168.1.10", 50_000), Endpoint("203.0.113.5", 10_000))
        var script = CallScript()
        for (ssrc, start) in [(UInt32(1), 0.0), (2, 10)] {
            var stream = StreamScript(ssrc, count: 100, from: start)
            stream.payloadType = 0
            stream.clockRate = 8000
            stream.payloadLength = 160
            stream.tagLength = 0
            script.play(stream, over: route)
            script.control(ssrc, over: route, at: start + 2.1, packets: 100, isLeaving: true)
        }
        let reports = try analyze(script)
        try #require(reports.count == 2)
        #expect(reports.map { $0.network.streams.map(\.packets) } == [[100], [100]])
        #expect(reports.allSatisfy { abs(($0.call.durationSeconds ?? 0) - 2.1) < 0.0005 })
    }

    @Test("Reports that are handed over one by one at the end are the same in the same order")
    func delivering() throws {
        var script = DirectCall().script
        for number in 0..<8 {
            let client = Agent("192.168.2.\(number + 1)", 50_000, "clie\(number)", controlling: true)
            let server = Agent("203.0.113.5", 10_000, "serv\(number)")
            script.connect(client, server, at: Double(8 - number))
            // Two that end at the same time.
            if number < 2 { script.play(StreamScript(9, count: 100, from: 20), over: client.route(to: server)) }
        }
        let reports = try analyze(script)
        var analyzer = Analyzer()
        analyzer.receive(script.capture.batch)
        var delivered: [CallReport] = []
        analyzer.finish { delivered.append($0) }
        #expect(reports.count == 9)
        #expect(delivered == reports)
        let left = analyzer.takeReports()
        #expect(left.isEmpty)
    }

    /// Frames of something else, every half second, so that time goes on.
    private func noise(from start: Double, to end: Double) -> CallScript {
        var script = CallScript()
        let route = Route(Endpoint("198.51.100.1", 9), Endpoint("198.51.100.2", 9))
        for step in 0..<Int((end - start) * 2) {
            script.send([UInt8(step & 255)], over: route, at: start + Double(step) / 2)
        }
        return script
    }

    /// How many calls have ended when the capture has come to `end`.
    private func ended(_ script: CallScript, at end: Double) -> Int {
        var script = script
        script.append(noise(from: 12.8, to: end))
        var analyzer = Analyzer()
        analyzer.receive(script.capture.batch)
        return analyzer.takeReports().count
    }

    @Test("A closed call has ended when nothing follows its close for 5 s")
    func closed() {
        var script = DirectCall().script
        #expect(ended(script, at: 30) == 0)
        script.close(over: DirectCall().route, at: 12.7)
        #expect(ended(script, at: 17) == 0)
        #expect(ended(script, at: 19.5) == 1)
        // What is still on its way then is part of it.
        script.play(StreamScript(0x1111_1111, count: 620, from: 0.51), over: DirectCall().route, 600..<620)
        #expect(ended(script, at: 17) == 0)
        #expect(ended(script, at: 20) == 1)
    }

    @Test("A call that goes on long after a close is not closed")
    func closedAndGoesOn() {
        var script = DirectCall().script
        script.close(over: DirectCall().route, at: 5)
        #expect(ended(script, at: 30) == 0)
    }

    @Test("A call without packets ends by the times of an interface's counters, too")
    func silence() throws {
        let script = DirectCall().script
        var analyzer = Analyzer()
        var batch = script.capture.batch
        let frames = batch.frames.count
        func note(at time: Double) -> (before: Int, note: CaptureNote) {
            var counters = InterfaceStatistics(interface: 0)
            counters.timestamp = CallScript.time(time)
            return (frames, .statistics(counters))
        }
        batch.notes = [note(at: 60), note(at: 72), note(at: 5)]
        analyzer.receive(batch)
        #expect(analyzer.takeReports().isEmpty)
        batch.frames = []
        // A day away is no time of this capture's.
        batch.notes = [note(at: 100_000)]
        analyzer.receive(batch)
        #expect(analyzer.takeReports().isEmpty)
        batch.notes = [note(at: 72.6)]
        analyzer.receive(batch)
        let reports = analyzer.takeReports()
        #expect(reports.count == 1)
        #expect(reports.first?.network.capture.packets == frames)
    }
}
