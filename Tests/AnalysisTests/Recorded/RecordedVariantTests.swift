import Report
import Testing

/// One stretch of a call in 27 containers and encapsulations: the report must not depend on them.
@Suite("Recorded variants")
struct RecordedVariantTests {
    /// What a report says of the call, without what it says of the capture and without times.
    struct Figures: Hashable {
        var states: TransportStates
        var pair: SelectedPair?
        var streams: [Stream]

        struct Stream: Hashable {
            var ssrc: SynchronizationSource
            var direction: CallDirection
            var packets: Int
            var lost: Int?
            var duplicates: Int?
            var jitter: JitterReport?
            var payloadBytes: Int?
        }

        init(_ report: CallReport) {
            states = report.iceData.transport
            pair = report.iceData.selectedPair
            streams = report.network.streams.map {
                Stream(
                    ssrc: $0.ssrc, direction: $0.direction, packets: $0.packets, lost: $0.lost,
                    duplicates: $0.duplicates, jitter: $0.jitter, payloadBytes: $0.payloadBytes)
            }
        }
    }

    static let folders = ["variants/loss-5-percent", "variants/turn-relay"]

    /// Those that lost bytes on the way.
    static func isIncomplete(_ capture: RecordedCapture) -> Bool {
        capture.name.contains("/cutoff.") || capture.name.contains("/snap128.")
    }

    private func onlyReport(_ name: String, in folder: String) throws -> CallReport {
        let captures = try RecordedCapture.all(in: folder)
        let reports = try #require(captures.first { $0.name.hasPrefix("\(folder)/\(name).") }).reports()
        try #require(reports.count == 1)
        return reports[0]
    }

    @Test("Every container and encapsulation gives the figures of the original", arguments: folders)
    func same(folder: String) throws {
        let original = Figures(try onlyReport("original", in: folder))
        #expect(original.streams.map(\.packets).reduce(0, +) > 200)
        let captures = try RecordedCapture.all(in: folder).filter { !Self.isIncomplete($0) }
        #expect(captures.count == 26)
        for capture in captures {
            #expect(try capture.reports().map(Figures.init) == [original], "\(capture.name)")
        }
    }

    @Test("A file that ends within its last frame misses that frame, and says so", arguments: folders)
    func cutOff(folder: String) throws {
        let (original, cut) = (try onlyReport("original", in: folder), try onlyReport("cutoff", in: folder))
        #expect(cut.network.capture.packets == original.network.capture.packets - 1)
        #expect(cut.network.capture.damage.count == 1)
        #expect(original.network.capture.damage.isEmpty)
        #expect(cut.iceData.selectedPair == original.iceData.selectedPair)
        try expectValid(cut)
    }

    @Test("Frames cut to 128 bytes still give loss and jitter, and say what is missing", arguments: folders)
    func snapLength(folder: String) throws {
        let (original, cut) = (try onlyReport("original", in: folder), try onlyReport("snap128", in: folder))
        #expect(cut.network.capture.truncated > 0)
        #expect(original.network.capture.truncated == 0)
        #expect(cut.iceData.selectedPair == original.iceData.selectedPair)
        let (whole, short) = (Figures(original).streams, Figures(cut).streams)
        try #require(whole.count == short.count)
        for (whole, short) in zip(whole, short) {
            #expect(short.packets == whole.packets)
            #expect(short.lost == whole.lost)
            #expect(short.jitter == whole.jitter)
            // Padding and authentication tags stand at a packet's end: the payload's exact length is not known.
            #expect(short.payloadBytes == nil || short.payloadBytes == whole.payloadBytes)
        }
        try expectValid(cut)
    }
}
