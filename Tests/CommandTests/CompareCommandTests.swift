import Foundation
import Report
import TestSupport
import Testing

@Suite("compare")
struct CompareCommandTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(SmallCapture.twoCalls, to: "two.pcap")
    }

    /// What a client of the small capture's first call says of its ICE.
    private func ice(port: Int = 5000, state: String = "connected") -> [UInt8] {
        Array(
            """
            {"data": {"ice_data": {"transport": {"dtls_state": "new", "ice_state": "\(state)", "srtp_cipher": null},
            "selected_pair": {"local_candidate": {"type": "host", "ip": "192.0.2.1", "port": \(port)},
            "remote_candidate": {"type": "host", "ip": "192.0.2.2", "port": 6000}, "nominated": true, "state": "succeeded"},
            "candidates": [{"type": "host", "ip": "192.0.2.1", "port": \(port), "timestamp": 1700000000}]}}}
            """.utf8)
    }

    @Test("A report of ICE alone finds its call: exit code 0, and JSON by the schema")
    func matches() throws {
        try folder.write(ice(), to: "ice.json")
        let run = try CommandRun(
            "compare", "two.pcap", "--client-report", "ice.json", "--format", "ndjson", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let document = try JSONReader.read(Array(run.output))
        #expect(try ReportSchema.ofComparisons().violations(of: document).isEmpty)
        #expect(document["match"]?["side"]?.string == "192.0.2.1:5000")
        #expect(
            document["client"]?["shape"]?.string == "documented-call"
                || document["client"]?["shape"]?.string == "documented-ice")
        let fields = document["fields"]?.elements ?? []
        #expect(fields.contains { $0["field"]?.string == "ice.local.address" && $0["verdict"]?.string == "agree" })
        #expect(fields.contains { $0["field"]?.string == "transport.iceState" && $0["verdict"]?.string == "agree" })
    }

    @Test("No call of that port: exit code 5, the nearest named, one sentence on stderr")
    func noMatch() throws {
        try folder.write(ice(port: 59_999), to: "ice.json")
        let text = String(decoding: ice(port: 59_999), as: UTF8.self).replacing("192.0.2.2", with: "198.51.100.9")
            .replacing("192.0.2.1", with: "198.51.100.8").replacing("6000", with: "7000")
        try folder.write(Array(text.utf8), to: "ice.json")
        let run = try CommandRun("compare", "two.pcap", "--client-report", "ice.json", in: folder)
        #expect(run.status == 5)
        #expect(run.errors.hasPrefix("callwitness: No call of the capture is the one of ice.json."))
        #expect(run.errors.split(separator: "\n").count == 1)
        #expect(run.text.hasPrefix("NO MATCH"))
    }

    @Test("A directory of reports; one of them unreadable: the rest is compared, 2")
    func directory() throws {
        try FileManager.default.createDirectory(at: folder.file("reports"), withIntermediateDirectories: true)
        try folder.write(ice(), to: "reports/a.json")
        try folder.write(Array("{".utf8), to: "reports/b.json")
        try folder.write(Array("no report".utf8), to: "reports/notes.txt")
        let run = try CommandRun(
            "compare", "two.pcap", "--client-report", "reports", "--format", "ndjson", in: folder)
        #expect(run.status == 2)
        #expect(run.errors.contains("reports/b.json"))
        #expect(!run.errors.contains("notes.txt"))
        #expect(run.text.split(separator: "\n").count == 1)
    }

    @Test("A report from stdin; --fail-on a finding")
    func stdin() throws {
        try folder.write(ice(), to: "ice.json")
        let run = try CommandRun(
            ["compare", "two.pcap", "--client-report", "-", "--fail-on", "info"], in: folder, input: "ice.json")
        #expect(run.status == 0 || run.status == 1)
        #expect(run.text.contains("192.0.2.1:5000"))
    }

    @Test(
        "Wrong usage is exit code 2 and one sentence",
        arguments: [
            ["compare", "two.pcap"], ["compare", "two.pcap", "--client-report", "none.json"],
            ["compare", "-", "--client-report", "-"],
            ["compare", "two.pcap", "--client-report", "two.pcap"],
            ["compare", "two.pcap", "--client-report", "x.json", "--tolerance", "jitter"],
            ["compare", "two.pcap", "--client-report", "x.json", "--tolerance", "nothing=1"],
            ["compare", "two.pcap", "--client-report", "x.json", "--fail-on", "no_such_code"],
        ])
    func usage(arguments: [String]) throws {
        let run = try CommandRun(arguments, in: folder)
        #expect(run.status == 2)
        #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test("The help has examples and the exit codes")
    func help() throws {
        let text = try CommandRun("compare", "--help", in: folder).text
        #expect(text.contains("EXAMPLES\n  callwitness compare "))
        #expect(text.contains("  5  no call of the capture"))
    }
}
