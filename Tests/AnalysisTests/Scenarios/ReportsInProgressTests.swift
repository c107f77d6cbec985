import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("Reports of calls that go on")
struct ReportsInProgressTests {
    static func batches(of script: CallScript) -> [CaptureBatch] {
        let whole = script.capture.batch
        return whole.frames.map { frame in
            var batch = whole
            batch.frames = [frame]
            return batch
        }
    }

    @Test("The last one is the final one")
    func last() throws {
        var analyzer = Analyzer()
        for batch in Self.batches(of: CaptureQualityTests.call.script) { analyzer.receive(batch) }
        let last = analyzer.reportsInProgress()
        try #require(last.count == 1)
        analyzer.finish()
        #expect(analyzer.takeReports() == last)
        #expect(analyzer.reportsInProgress() == [])
    }

    @Test("Asking for them changes nothing")
    func harmless() throws {
        let script = CaptureQualityTests.call.script
        var analyzer = Analyzer()
        for (index, batch) in Self.batches(of: script).enumerated() {
            analyzer.receive(batch)
            if index % 40 == 0 { _ = analyzer.reportsInProgress() }
        }
        analyzer.finish()
        #expect(try analyzer.takeReports() == analyze(script))
    }

    @Test("They are those of a capture that ends there")
    func prefixes() throws {
        let batches = Self.batches(of: DirectCall().script)
        var analyzer = Analyzer()
        for (index, batch) in batches.enumerated() {
            analyzer.receive(batch)
            guard index % 300 == 5 else { continue }
            var other = Analyzer()
            for batch in batches[...index] { other.receive(batch) }
            other.finish()
            #expect(analyzer.reportsInProgress() == other.takeReports(), "after \(index + 1) frames")
        }
    }

    @Test("A call that has ended is not among them, one that goes on is")
    func ended() throws {
        var script = DirectCall().script
        var later = DirectCall()
        later.server = Agent("203.0.113.5", 10_000, "serx")
        later.client = Agent("192.168.1.11", 50_002, "othe", controlling: true)
        later.sent = StreamScript(0x3333_3333, count: 100, from: 100)
        script.connect(later.client, later.server, at: 99)
        script.play(later.sent, over: later.route)
        var analyzer = Analyzer()
        for batch in Self.batches(of: script) { analyzer.receive(batch) }
        #expect(analyzer.takeReports().count == 1)
        #expect(analyzer.reportsInProgress().flatMap(\.network.streams).map(\.ssrc.rawValue) == [0x3333_3333])
    }

    @Test("A report is the same wherever the batches are cut, with notes between the frames")
    func notesInPlace() throws {
        var script = DirectCall().script
        script.close(over: DirectCall().route, at: 12.7)
        // So that the call ends in the middle of the capture.
        let other = Route(Endpoint("198.51.100.1", 9), Endpoint("198.51.100.2", 9))
        for step in 0..<60 { script.send([1], over: other, at: 13 + Double(step)) }
        var whole = script.capture.batch
        for index in stride(from: 0, to: whole.frames.count, by: 100) {
            var counters = InterfaceStatistics(interface: 0)
            counters.timestamp = whole.frames[index].timestamp
            counters.droppedByKernel = UInt64(index)
            whole.notes.append((index, .statistics(counters)))
        }
        var first = Analyzer()
        first.receive(whole)
        var second = Analyzer()
        for (index, frame) in whole.frames.enumerated() {
            var batch = whole
            batch.frames = [frame]
            batch.notes = whole.notes.filter { $0.before == index }.map { (0, $0.note) }
            second.receive(batch)
        }
        let reports = first.takeReports()
        #expect(reports.count == 1)
        #expect(reports.first?.network.capture.drops.first?.packets == 1200)
        #expect(reports == second.takeReports())
    }
}
