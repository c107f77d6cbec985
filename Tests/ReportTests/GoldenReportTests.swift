import FoundationEssentials
import Report
import TestSupport
import Testing

/// The whole text of reports, byte for byte. A change that is meant is made in Golden/ too, and read there.
@Suite("Golden reports")
struct GoldenReportTests {
    private func golden(_ name: String) throws -> String {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let data = try #require(FileManager.default.contents(atPath: "\(folder)/Golden/\(name)"))
        return String(decoding: data, as: UTF8.self)
    }

    @Test("A full report as a pretty document")
    func fullJSON() throws {
        let json = String(decoding: SampleReport.full.json(pretty: true), as: UTF8.self) + "\n"
        #expect(json == (try golden("full.json")))
    }

    @Test("A full report as text")
    func fullText() throws {
        #expect(TextRenderer.render(SampleReport.full) == (try golden("full.txt")))
    }

    @Test("A quiet report as text")
    func quietText() throws {
        #expect(TextRenderer.render(SampleReport.quiet) == (try golden("quiet.txt")))
    }

    @Test("Compact and pretty documents say the same")
    func layouts() throws {
        let compact = SampleReport.full.json(pretty: false)
        #expect(!compact.contains(UInt8(ascii: "\n")))
        #expect(try JSONReader.read(compact) == JSONReader.read(SampleReport.full.json(pretty: true)))
    }

    @Test("A report of which nothing is known has every key, and nulls instead of zeros")
    func minimalJSON() {
        let json = String(decoding: SampleReport.minimal.json(pretty: false), as: UTF8.self)
        let expected = """
            {"data":{"call":{"call_id":"c0","duration":null,"sdk_version":null,"telnyx_session_id":null,\
            "telnyx_leg_id":null},"segments":[],"ice_data":{"transport":{"dtls_state":null,"ice_state":null,\
            "srtp_cipher":null},"selected_pair":null,"candidates":[]},"logs":[],"network":{"schema_version":1,\
            "generator":"callwitness 0","segment_seconds":5,"first_packet":null,"last_packet":null,\
            "capture":{"files":[],"link_types":[],"first_packet":null,"last_packet":null,"packets":0,"bytes":0,\
            "drops":[],"truncated":0,"doubled":0,"begins_mid_call":null,"ends_mid_call":null,"clock_steps":[],\
            "coverage_gaps":[],"decode_failures":[],"damage":[],"comments":[],"limits_reached":[]},\
            "perspective":{"local":null,"remote":null,"evidence":[],"confidence":"low","tap":null,\
            "tap_evidence":[],"tap_confidence":null},"streams":[],"ice":null,"dtls":null,"rtt":null,"setup":[],\
            "timeline":[],"quality":{"indicator":null,"rtt":null,"sent":null,"received":null,"mos":null,\
            "client_warnings":[],\
            "thresholds":{"rtt":{"fair":150,"poor":300},"jitter":{"fair":20,"poor":50},\
            "packet_loss":{"fair":1,"poor":3}}},"findings":[],"not_observable":[],"related":[]}}}
            """
        #expect(json == expected)
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
