import Foundation
import Testing

@Suite("--thresholds")
struct ThresholdsOptionTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(SmallCapture.twoCalls, to: "two.pcap")
    }

    private func run(_ thresholds: String) throws -> CommandRun {
        try folder.write(Array(thresholds.utf8), to: "limits.json")
        return try CommandRun("report", "--format", "ndjson", "--thresholds", "limits.json", "two.pcap", in: folder)
    }

    @Test("The report shows the limits that were given")
    func given() throws {
        let result = try run(#"{"rtt": {"fair": 12.5}}"#)
        #expect(result.status == 0)
        #expect(result.text.contains(#""thresholds":{"rtt":{"fair":12.5,"poor":300}"#))
    }

    @Test("An unknown key or a wrong type is exit code 2 and one sentence with the key and its place")
    func wrong() throws {
        let unknown = try run("{\n \"jiter\": {}}")
        #expect(unknown.status == 2)
        #expect(
            unknown.errors
                == "callwitness: limits.json cannot be read as thresholds: 'jiter' at line 2, column 2 is no known "
                + "threshold.\n")
        #expect(unknown.output.isEmpty)
        #expect(try run(#"{"rtt": 1}"#).status == 2)
        #expect(try run("").status == 2)
    }

    @Test("A file that is not there is exit code 2, and one that is too large as well")
    func unreadable() throws {
        let missing = try CommandRun("report", "--thresholds", "none.json", "two.pcap", in: folder)
        #expect(missing.status == 2)
        #expect(
            missing.errors
                == "callwitness: none.json cannot be read as thresholds: No such file or directory.\n")
        #expect(try run(String(repeating: " ", count: 100_000)).status == 2)
    }
}
