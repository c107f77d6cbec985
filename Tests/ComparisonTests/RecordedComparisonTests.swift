import Analysis
import ClientReports
import Comparison
import Report
import TestSupport
import Testing

@Suite("Recorded calls beside what their clients said")
struct RecordedComparisonTests {
    /// Every client beside a tap, against that tap and against the one at the other end.
    static let pairs: [(capture: String, polls: String)] = [
        ("direct.tapA.pcap", "direct.tapA"), ("delay-jitter.tapA.pcap.zst", "delay-jitter.tapA"),
        ("delay-jitter.tapA.pcap.zst", "delay-jitter.tapB"), ("delay-jitter.tapB.pcapng.zst", "delay-jitter.tapA"),
        ("delay-jitter.tapB.pcapng.zst", "delay-jitter.tapB"), ("exact-gaps.tapB.pcapng.gz", "exact-gaps.tapB"),
        ("g711-burst-loss.tapB.pcapng.gz", "g711-burst-loss.tapB"), ("firefox.tapB.pcapng.zst", "firefox.tapB"),
        ("hold-resume.tapA.pcap.gz", "hold-resume.tapA"), ("ice-restart.tapA.pcap.gz", "ice-restart.tapA"),
        ("ice-restart.tapA.pcap.gz", "ice-restart.tapB"), ("ice-restart.tapB.pcapng.gz", "ice-restart.tapA"),
        ("loss-5-percent.tapA.pcap.zst", "loss-5-percent.tapB"), ("loss-5-percent.tapB.pcapng", "loss-5-percent.tapA"),
        ("media-server-loss.tapB.pcapng.zst", "media-server-loss.tapB"),
        ("media-server.tapB.pcapng", "media-server.tapB"),
        ("one-way.tapA.pcap", "one-way.tapA"), ("one-way.tapA.pcap", "one-way.tapB"),
        ("one-way.tapB.pcapng.gz", "one-way.tapA"), ("one-way.tapB.pcapng.gz", "one-way.tapB"),
        ("turn-relay.tapA.pcap.gz", "turn-relay.tapB"), ("turn-relay.tapS.pcap.zst", "turn-relay.tapA"),
        ("turn-relay.tapS.pcap.zst", "turn-relay.tapB"), ("two-calls.tapB.pcapng.gz", "two-calls.tapB"),
        ("audio-video.tapA.pcap.zst", "audio-video.tapA"), ("aiortc.tapB.pcapng.zst", "aiortc.tapB"),
        ("dtls-in-stun.tapB.pcapng", "dtls-in-stun.tapB"),
    ]

    @Test("The call is found, and nothing disagrees at any tap", arguments: pairs.map(\.capture).indices)
    func nothingDisagrees(index: Int) throws {
        let (capture, polls) = Self.pairs[index]
        let comparison = CallComparison(try ComparedCapture.calls(capture))
        for report in try ComparedCapture.polls(polls) {
            let result = comparison.compare(report)
            try expectValid(result)
            #expect(result.verdict != .noMatch, "\(capture), \(polls): \(result.summary)")
            for field in result.fields where field.verdict == .disagree {
                Issue.record(
                    "\(capture), \(polls): \(field.field) \(String(describing: field.client)) against \(String(describing: field.network)): \(field.cause ?? "")"
                )
            }
            let disagreeing = result.intervals.filter { $0.fields.contains { $0.verdict == .disagree } }
            #expect(disagreeing.isEmpty, "\(capture), \(polls)")
        }
    }

    @Test("Two calls between the same hosts: each client is told apart")
    func twoCalls() throws {
        let comparison = CallComparison(try ComparedCapture.calls("two-calls.tapB.pcapng.gz"))
        let sides = try ComparedCapture.polls("two-calls.tapB").map { report -> String in
            let result = comparison.compare(report)
            return "\(result.callID ?? "") \(result.match.side ?? "")"
        }
        #expect(Set(sides).count == sides.count)
    }

    private static let shapes = ["callreport", "getstats"]

    @Test("Loss before the tap and behind it, in both shapes", arguments: shapes)
    func loss(shape: String) throws {
        let near = CallComparison(try ComparedCapture.calls("loss-5-percent.tapB.pcapng"))
        let far = CallComparison(try ComparedCapture.calls("loss-5-percent.tapA.pcap.zst"))
        let receiver = try ComparedCapture.report("loss-5-percent.clientB.\(shape)")
        let sender = try ComparedCapture.report("loss-5-percent.clientA.\(shape)")

        let beside = near.compare(receiver)
        #expect(field("packetsLost", in: beside)?.verdict == .agree)
        #expect(field("packetsReceived", in: beside)?.verdict == .agree)
        #expect(field("bytesReceived", in: beside)?.difference == 0)
        #expect(beside.findings.map(\.code).contains(.lostBeforeTap))

        let away = far.compare(receiver)
        #expect(away.verdict == .explained)
        #expect(field("packetsReceived", in: away)?.place == .betweenTapAndClient)
        #expect(field("packetsLost", in: away)?.cause?.hasPrefix("114 of them were lost") == true)
        let finding = try #require(away.findings.first { $0.code == .lostBetweenTapAndClient })
        #expect(finding.title.hasPrefix("114 audio packets"))
        #expect(finding.evidence.contains { !$0.frames.isEmpty })

        for comparison in [near, far] {
            let result = comparison.compare(sender)
            let sent = try #require(result.fields.first { $0.field == "audio.outbound.packetsSent" })
            #expect(sent.verdict == .agree)
            #expect(result.verdict != .disagree)
        }
    }

    @Test("An outage that the client's counter hides")
    func hiddenOutage() throws {
        let comparison = CallComparison(try ComparedCapture.calls("exact-gaps.tapB.pcapng.gz"))
        let result = comparison.compare(try #require(try ComparedCapture.polls("exact-gaps.tapB").first))
        let hidden = result.findings.filter { $0.code == .outageHiddenByClient }
        // Gaps of 50 to 60 packets; those of up to 49 are counted.
        #expect(hidden.count >= 3)
        #expect(hidden.allSatisfy { $0.evidence.contains { !$0.frames.isEmpty } })
        #expect(field("packetsLost", in: result)?.verdict == .agree)
    }

    @Test("The clock of a client on the same host is found to a few milliseconds")
    func clock() throws {
        let comparison = CallComparison(try ComparedCapture.calls("loss-5-percent.tapB.pcapng"))
        let result = comparison.compare(try ComparedCapture.report("loss-5-percent.clientB.getstats"))
        let offset = try #require(result.clock?.offsetMilliseconds)
        #expect(abs(offset) < 10)
        #expect(result.clock?.confidence == .high)
    }

    @Test("A report of another call matches none, and the nearest is named with what speaks against it")
    func otherCall() throws {
        let comparison = CallComparison(try ComparedCapture.calls("direct.tapA.pcap"))
        let result = comparison.compare(try ComparedCapture.report("loss-5-percent.clientB.getstats"))
        #expect(result.verdict == .noMatch)
        let nearest = try #require(result.match.others.first)
        #expect(!nearest.against.isEmpty)
        #expect(result.fields.isEmpty)
    }

    @Test("A capture without a call")
    func noCall() throws {
        let result = CallComparison([]).compare(try ComparedCapture.report("loss-5-percent.clientB.callreport"))
        #expect(result.verdict == .noMatch)
        #expect(result.match.others.isEmpty)
    }

    private func field(_ name: String, in result: ComparisonReport) -> FieldComparison? {
        result.fields.first { $0.field == "audio.inbound.\(name)" }
    }
}

/// Expects that a comparison is what docs/comparison.schema.json says, and that its text can be written.
func expectValid(_ comparison: ComparisonReport) throws {
    let violations = try ReportSchema.ofComparisons().violations(of: JSONReader.read(comparison.json(pretty: false)))
    #expect(violations.isEmpty, "\(violations.prefix(5).map(\.description).joined(separator: "; "))")
    #expect(!ComparisonRenderer.render(comparison).isEmpty)
}
