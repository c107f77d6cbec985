import FoundationEssentials
import Report
import Testing

/// The whole reports of some captures, byte for byte, in captures/golden. `.ci/golden` writes them anew; the change is
/// then read as any other.
@Suite("Golden reports of captures")
struct GoldenCaptureTests {
    static let captures = [
        "loss-5-percent.tapB.pcapng", "turn-relay.tapS.pcap.zst", "dtls-blocked.tapB.pcapng",
        "media-server-loss.tapB.pcapng.zst", "one-way.tapA.pcap", "turn-refused.tapA.pcap",
        "back-to-back-gateway.tapS.pcap.zst",
    ].map(RecordedCapture.init)

    @Test("The report is the golden one", arguments: captures)
    func golden(capture: RecordedCapture) throws {
        let reports = try capture.reports()
        let json = reports.map { String(decoding: $0.json(pretty: true), as: UTF8.self) + "\n" }.joined()
        let text = reports.map { TextRenderer.render($0) }.joined(separator: "\n")
        let name = capture.name.split(separator: ".").prefix(2).joined(separator: ".")
        try compare(json, with: "golden/\(name).json")
        try compare(text, with: "golden/\(name).txt")
    }

    private func compare(_ report: String, with name: String) throws {
        if ProcessInfo.processInfo.environment["CALLWITNESS_WRITE_GOLDEN"] != nil {
            try Data(report.utf8).write(to: URL(filePath: "\(RecordedCapture.folder)/\(name)"))
            return
        }
        let golden = String(decoding: try RecordedCapture.contents(of: name), as: UTF8.self)
        guard report != golden else { return }
        let difference = Self.firstDifference(golden, report, name)
        Issue.record("\(difference)\nIf that is meant, run .ci/golden and read its diff.")
    }

    private static func firstDifference(_ golden: String, _ report: String, _ name: String) -> String {
        let old = golden.split(separator: "\n", omittingEmptySubsequences: false)
        let new = report.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(old, new).prefix { $0 == $1 }.count
        let context = old[max(0, line - 3)..<line].map { "  \($0)" }
        let change = ["- \(line < old.count ? old[line] : "(end)")", "+ \(line < new.count ? new[line] : "(end)")"]
        return "captures/\(name), line \(line + 1):\n\((context + change).joined(separator: "\n"))"
    }
}
