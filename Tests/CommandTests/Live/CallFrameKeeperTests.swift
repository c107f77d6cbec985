import Analysis
import TestSupport
import Testing
import Wire

@testable import callwitness

@Suite("Recording calls alone")
struct CallFrameKeeperTests {
    @Test("Frames of calls stay, first packets of a stream included; others go, and notes keep their places")
    func frames() throws {
        let (client, server) = (Endpoint("192.168.1.10", 50_000), Endpoint("203.0.113.5", 10_000))
        let call = Route(client, server)
        let other = Route(Endpoint("198.51.100.1", 9), Endpoint("198.51.100.2", 9))
        var script = CallScript()
        script.play(StreamScript(1, count: 100, from: 0), over: call)
        for step in 0..<40 { script.send([UInt8(step)], over: other, at: Double(step) / 20 + 0.001) }
        var whole = script.capture.batch
        let statistics = CaptureNote.statistics(InterfaceStatistics(interface: 0))
        whole.notes = [(0, statistics), (70, statistics), (140, statistics)]
        var analyzer = Analyzer()
        var keeper = CallFrameKeeper()
        analyzer.receive(whole)
        keeper.hold(whole)
        let last = try #require(whole.frames.last?.timestamp)
        let early = keeper.next(analyzer, at: last.advanced(byNanoseconds: 999_999_999))
        #expect(early == nil)
        let due = keeper.next(analyzer, at: last.advanced(byNanoseconds: 1_000_000_000))
        let batch = try #require(due)
        #expect(batch.frames.count == 100)
        #expect(batch.frames.first?.number == 1)
        let places = whole.notes.map { note in
            whole.frames.prefix(note.before).count { frame in batch.frames.contains { $0.number == frame.number } }
        }
        #expect(batch.notes.map(\.before) == places)
        let none = keeper.next(analyzer, at: nil)
        #expect(none == nil)
    }
}
