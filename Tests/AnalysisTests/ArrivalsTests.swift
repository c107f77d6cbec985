@testable import Analysis
import CaptureFiles
import Media
import Report
import TestSupport
import Testing
import Wire

@Suite("Every packet of a call, as each side sees it")
struct ArrivalsTests {
    private static let captures = (try? RecordedCapture.all()) ?? []

    private static func analyzed(_ capture: RecordedCapture, keepsArrivals: Bool) throws -> (
        [CallReport], [AnalyzedCall]
    ) {
        var file = try CaptureFile("\(RecordedCapture.folder)/\(capture.name)")
        var batch = CaptureBatch()
        var options = AnalysisOptions()
        options.keepsArrivals = keepsArrivals
        var analyzer = Analyzer(options: options)
        while file.read(into: &batch) { analyzer.receive(batch) }
        analyzer.finish()
        return (analyzer.takeReports(), analyzer.takeCalls())
    }

    @Test("Keeping them changes no report; both sides are whole reports", arguments: captures)
    func reports(capture: RecordedCapture) throws {
        let (plain, none) = try Self.analyzed(capture, keepsArrivals: false)
        let (kept, calls) = try Self.analyzed(capture, keepsArrivals: true)
        #expect(none.isEmpty)
        #expect(kept == plain)
        #expect(calls.map { $0.sides.first?.report } == plain)
        for call in calls {
            try #require(call.sides.count == 2)
            let (one, other) = (call.sides[0].report, call.sides[1].report)
            try expectValid(other)
            #expect(one.call == other.call)
            #expect(one.network.perspective.local == other.network.perspective.remote)
            #expect(one.segments.last?.packetsSent == other.segments.last?.packetsReceived)
            #expect(Set(one.network.streams.map(\.ssrc)) == Set(other.network.streams.map(\.ssrc)))
        }
    }

    @Test("A stream's packets, replayed, give the report's figures", arguments: captures)
    func replay(capture: RecordedCapture) throws {
        for side in try Self.analyzed(capture, keepsArrivals: true).1.flatMap(\.sides) {
            for stream in side.streams where stream.legs.count == 1 && stream.primary == nil {
                let report = try #require(
                    side.report.network.streams.first {
                        $0.ssrc.rawValue == stream.ssrc.rawValue && $0.direction == stream.direction
                    })
                // A relay's other leg has figures of its own.
                guard report.paths.count == 1 else { continue }
                var tracker = StreamTracker(
                    first: try #require(stream.packets.first), ssrc: stream.ssrc, clock: stream.clock)
                for packet in stream.packets { tracker.observe(packet) }
                #expect(Int(tracker.sequence.unique) == report.packets, "\(report.ssrc)")
                #expect(Int(tracker.sequence.lost) == report.lost, "\(report.ssrc)")
                #expect(Int(tracker.clientLoss.lost(stream.threshold)) == report.lostAsClientCounts, "\(report.ssrc)")
                #expect(Int(tracker.bytes.udpPayload) == report.udpPayloadBytes, "\(report.ssrc)")
                if let jitter = report.jitter?.lastMilliseconds, let own = tracker.jitterFigures {
                    #expect(abs(own.lastMilliseconds - jitter) < 0.001, "\(report.ssrc)")
                }
            }
        }
    }

    @Test("Streams and datagrams together are the transport's counters", arguments: captures)
    func transport(capture: RecordedCapture) throws {
        for side in try Self.analyzed(capture, keepsArrivals: true).1.flatMap(\.sides) {
            guard let transport = side.report.network.transport else { continue }
            func packets(isSent: Bool) -> Int {
                side.datagrams.count { $0.isSent == isSent }
                    + side.streams.filter { ($0.direction == .sent) == isSent }.flatMap { stream in
                        stream.legs.filter { $0.way != nil }.map(\.packets.count)
                    }.reduce(0, +)
            }
            #expect(packets(isSent: true) == transport.packetsSent)
            #expect(packets(isSent: false) == transport.packetsReceived)
        }
    }

    @Test("Past the bound the last packets of a stream are missing, and none between")
    func bound() throws {
        let call = try #require(
            try Self.analyzed(RecordedCapture(name: "direct.tapA.pcap"), keepsArrivals: true).1.first)
        let packets = try #require(call.sides[0].streams.first?.packets)
        var log = ArrivalLog(capacity: 4)
        for packet in packets.prefix(3) { log.add(packet, to: 1) }
        for packet in packets.prefix(3) { log.add(packet, to: 2) }
        log.remove(stream: 1)
        for packet in packets.dropFirst(3).prefix(3) { log.add(packet, to: 2) }
        #expect(log.packets(of: 2).packets.map(\.frame) == packets.prefix(1).map(\.frame))
        #expect(!log.packets(of: 2).isComplete)
        #expect(log.dropped == 5)
    }

    @Test("A relay's two legs are one stream, however short it was")
    func shortRelay() throws {
        var script = RelayedCallTests.script()
        script.remove { time, _, _ in time > 0.9 }
        let report = try analyzeOne(script)
        for stream in report.network.streams { #expect(stream.duplicates == 0, "\(stream.ssrc)") }
    }
}
