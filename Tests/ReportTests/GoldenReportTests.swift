import FoundationEssentials
import Report
import TestSupport
import Testing

/// The whole text of reports, byte for byte. A change that is meant is made in Golden/ too, and read there.
@Suite("Golden reports")
struct GoldenReportTests {
    /// Expects the text of Golden/NAME. With CALLWITNESS_WRITE_GOLDEN in the environment, writes it instead.
    private func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws
    {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let path = "\(folder)/Golden/\(name)"
        if ProcessInfo.processInfo.environment["CALLWITNESS_WRITE_GOLDEN"] != nil {
            try Data(text.utf8).write(to: URL(filePath: path))
            return
        }
        let data = try #require(FileManager.default.contents(atPath: path))
        #expect(text == String(decoding: data, as: UTF8.self), sourceLocation: sourceLocation)
    }

    private func json(_ report: CallReport) -> String {
        String(decoding: report.json(pretty: true), as: UTF8.self) + "\n"
    }

    @Test("A full report as a pretty document")
    func fullJSON() throws { try expectGolden(json(SampleReport.full), "full.json") }

    @Test("A full report as text")
    func fullText() throws { try expectGolden(TextRenderer.render(SampleReport.full), "full.txt") }

    @Test("A quiet report as text")
    func quietText() throws { try expectGolden(TextRenderer.render(SampleReport.quiet), "quiet.txt") }

    @Test("A report of which nothing is known has every key, and nulls instead of zeros")
    func minimalJSON() throws { try expectGolden(json(SampleReport.minimal), "minimal.json") }

    @Test("Compact and pretty documents say the same")
    func layouts() throws {
        let compact = SampleReport.full.json(pretty: false)
        #expect(!compact.contains(UInt8(ascii: "\n")))
        #expect(try JSONReader.read(compact) == JSONReader.read(SampleReport.full.json(pretty: true)))
    }

    @Test("The documented keys stand in the documented order")
    func documentedOrder() throws {
        let report = try JSONReader.read(SampleReport.full.json(pretty: false))
        let data = try #require(report["data"])
        #expect(report.keys == ["data"])
        #expect(data.keys == ["call", "segments", "ice_data", "logs", "network"])
        #expect(data["call"]?.keys == ["call_id", "duration", "sdk_version", "telnyx_session_id", "telnyx_leg_id"])
        #expect(
            data["segments"]?[0]?.keys == [
                "timestamp", "bytesSent", "bytesReceived", "rtt", "jitter", "audioLevel", "packetsSent",
                "packetsReceived", "packetsLost", "packetLoss",
            ])
        let ice = try #require(data["ice_data"])
        #expect(ice.keys == ["transport", "selected_pair", "candidates"])
        #expect(ice["transport"]?.keys == ["dtls_state", "ice_state", "srtp_cipher"])
        #expect(ice["selected_pair"]?.keys == ["local_candidate", "remote_candidate", "nominated", "state"])
        #expect(ice["selected_pair"]?["local_candidate"]?.keys == ["type", "ip", "port"])
        #expect(ice["candidates"]?[0]?.keys == ["type", "ip", "port", "timestamp"])
        let documented = [
            "schema_version", "generator", "capture", "perspective", "streams", "ice", "dtls", "rtt", "setup",
            "timeline", "quality", "findings", "not_observable",
        ]
        #expect(data["network"]?.keys.filter { documented.contains($0) } == documented)
        let stream = [
            "ssrc", "direction", "kind", "from", "to", "paths", "payload_types", "packets", "expected", "lost",
            "lost_as_client_counts", "duplicates", "reordered", "loss_runs", "bursts", "jitter_ms", "payload_bytes",
            "header_bytes", "udp_payload_bytes", "bitrate_bps", "drift_ppm", "audio_level", "rtx_of", "first_seen",
            "last_seen", "segments",
        ]
        #expect(data["network"]?["streams"]?[0]?.keys.filter { stream.contains($0) } == stream)
        #expect(data["network"]?["findings"]?[0]?.keys == ["code", "severity", "title", "evidence", "where", "action"])
        #expect(
            data["network"]?["rtt"]?["path_ms"]?.keys == ["min", "median", "mean", "p95", "max", "samples"])
    }

    @Test("The log holds one line for each event")
    func logs() {
        #expect(
            SampleReport.full.logs == [
                "2024-04-01 19:33:20.182Z ice_state: connected (frame 31)",
                "2024-04-01 19:33:20.301Z dtls_state: connected",
            ])
    }
}
