import Report
import Testing

/// Every capture of captures/ against what its clients said and what was measured beside them.
@Suite("Recorded calls")
struct RecordedCallTests {
    private typealias Truth = RecordedTruth

    @Test("There is a truth for every capture, and a capture for every truth")
    func complete() throws {
        #expect(try RecordedCapture.all().map(\.name) == Truth.all.keys.sorted())
    }

    @Test("The report says what the clients and an independent measurement say", arguments: try RecordedCapture.all())
    func report(capture: RecordedCapture) throws {
        let truth = try #require(Truth.all[capture.name])
        var reports = try capture.reports()
        #expect(reports.count == truth.calls.count)
        for call in truth.calls {
            let index = try #require(
                reports.firstIndex { Self.speaks($0, of: call) }, "no report has the call \(call.selectedPair)")
            let report = reports.remove(at: index)
            try expectValid(report)
            #expect(call.dtlsState.contains(report.iceData.transport.dtlsState?.rawValue))
            #expect(call.iceState.contains(report.iceData.transport.iceState?.rawValue))
            #expect(call.srtpCipher.contains(report.iceData.transport.srtpCipher))
            let client = try #require(Self.client(of: report, call))
            #expect(call.client == nil || client == call.client)
            for stream in call.streams {
                let found = report.network.streams.filter { $0.ssrc.description == stream.ssrc }
                try #require(found.count == 1)
                #expect(found[0].direction == (stream.sender == client ? .sent : .received), "\(stream.ssrc)")
                Self.check(found[0], stream)
            }
        }
    }

    /// Whether a report has a call's streams and selected pair, seen from either side.
    private static func speaks(_ report: CallReport, of call: Truth.Call) -> Bool {
        guard report.network.streams.map(\.ssrc.description).sorted() == call.streams.map(\.ssrc).sorted() else {
            return false
        }
        guard let pair = report.iceData.selectedPair else { return call.selectedPair.isEmpty }
        return call.selectedPair.contains { $0.matches(pair) }
    }

    /// The side that the report takes for the client.
    private static func client(of report: CallReport, _ call: Truth.Call) -> Truth.Side? {
        if let pair = report.iceData.selectedPair {
            return call.selectedPair.first?.matches(pair) == true ? .a : .b
        }
        // Without a pair: side A is 10.77.0.1 in all recordings.
        return report.network.perspective.local?.addresses.contains("10.77.0.1") == true ? .a : .b
    }

    private static func check(_ stream: StreamReport, _ truth: Truth.Stream) {
        let ssrc = truth.ssrc
        #expect(stream.packets == truth.packets, "\(ssrc)")
        #expect(stream.lost == truth.lost, "\(ssrc)")
        #expect(stream.expected == truth.packets + truth.lost, "\(ssrc)")
        #expect(stream.lostAsClientCounts == truth.lostAsClientCounts, "\(ssrc)")
        #expect(stream.duplicates == truth.duplicates, "\(ssrc)")
        #expect(stream.reordered == truth.reordered, "\(ssrc)")
        if let jitter = truth.jitterMs {
            let figures = (stream.jitter?.lastMilliseconds, stream.jitter?.meanMilliseconds)
            #expect(isNear(figures.0, jitter.last), "\(ssrc): \(figures)")
            #expect(isNear(figures.1, jitter.mean), "\(ssrc): \(figures)")
            #expect(isNear(stream.jitter?.maximumMilliseconds, jitter.max), "\(ssrc)")
        }
        // The ends were asked before the call's end: their counters cannot be above the whole call's.
        #expect((stream.expected ?? 0) >= truth.clientSent ?? 0, "\(ssrc)")
        if let received = truth.clientReceived { #expect(stream.packets >= received, "\(ssrc)") }
    }

    /// Both are rounded to 0.001 ms, by different arithmetic.
    private static func isNear(_ figure: Double?, _ truth: Double) -> Bool {
        figure.map { abs($0 - truth) < 0.0015 } ?? false
    }
}

extension RecordedTruth.Pair {
    func matches(_ pair: SelectedPair) -> Bool {
        local.matches(pair.localCandidate) && remote.matches(pair.remoteCandidate)
    }
}

extension RecordedTruth.Candidate {
    func matches(_ candidate: SelectedCandidate) -> Bool {
        ip == candidate.ip && port == candidate.port && (type == nil || type == candidate.type.rawValue)
    }
}
