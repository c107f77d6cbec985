import Foundation
import Testing

@Suite("Where reports go")
struct ReportOutputTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(SmallCapture.twoCalls, to: "two.pcap")
    }

    private func ids(_ ndjson: String) throws -> [String] {
        try ndjson.split(separator: "\n").map { line in
            let document = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: [String: Any]]
            let call = document?["data"]?["call"] as? [String: Any]
            return try #require(call?["call_id"] as? String)
        }
    }

    @Test("ndjson is one line for each call")
    func lines() throws {
        let run = try CommandRun("report", "--format", "ndjson", "two.pcap", in: folder)
        #expect(Set(try ids(run.text)).count == 2)
    }

    @Test("json is one pretty document after another")
    func pretty() throws {
        let run = try CommandRun("report", "--format", "json", "two.pcap", in: folder)
        #expect(run.text.components(separatedBy: "}\n{\n").count == 2)
        #expect(run.text.hasPrefix("{\n") && run.text.hasSuffix("}\n"))
    }

    @Test("Text has a rule between calls")
    func text() throws {
        let run = try CommandRun("report", "two.pcap", in: folder)
        let reports = run.text.components(separatedBy: "\n\n" + String(repeating: "-", count: 80) + "\n\n")
        #expect(reports.count == 2)
        #expect(reports.allSatisfy { $0.hasPrefix("CALL ") })
        #expect(!run.text.contains("\u{1B}"))
    }

    @Test("stdin is read, as -r's file and as CAPTURE")
    func stdin() throws {
        let expected = try CommandRun("report", "--format", "ndjson", "two.pcap", in: folder)
        let piped = try CommandRun("report", "--format", "ndjson", "-", in: folder, input: "two.pcap")
        let named = try CommandRun("report", "--format", "ndjson", "-r", "-", in: folder, input: "two.pcap")
        #expect(piped.status == 0)
        #expect(try ids(piped.text) == ids(expected.text))
        #expect(try ids(named.text) == ids(expected.text))
    }

    @Test("-o FILE gets all reports and nothing else stays behind")
    func file() throws {
        let expected = try CommandRun("report", "--format", "ndjson", "two.pcap", in: folder)
        let run = try CommandRun("report", "--format", "ndjson", "-o", "out.ndjson", "two.pcap", in: folder)
        #expect(run.status == 0)
        #expect(run.output.isEmpty)
        #expect(try folder.text(of: "out.ndjson") == expected.text)
        #expect(folder.names == ["two.pcap", "out.ndjson", "stdout", "stderr"])
    }

    @Test("An unreadable capture leaves the old output as it was")
    func keepsOldOutput() throws {
        try folder.write(Array("old".utf8), to: "out.txt")
        #expect(try CommandRun("report", "-o", "out.txt", "missing.pcap", in: folder).status == 2)
        #expect(try folder.text(of: "out.txt") == "old")
        #expect(folder.names == ["two.pcap", "out.txt", "stdout", "stderr"])
    }

    @Test("-o does not replace the capture that is read")
    func keepsCapture() throws {
        let run = try CommandRun("report", "-o", "./two.pcap", "two.pcap", in: folder)
        #expect(run.status == 2)
        #expect(
            run.errors == "callwitness: ./two.pcap is the capture two.pcap itself: name another file to write to.\n")
        #expect(try Data(contentsOf: folder.file("two.pcap")) == Data(SmallCapture.twoCalls))
    }

    @Test("-o DIR gets a file for each call, named by its id", arguments: [("json", "json"), ("text", "txt")])
    func directory(format: String, suffix: String) throws {
        let expected = try CommandRun("report", "--format", "ndjson", "two.pcap", in: folder)
        let run = try CommandRun("report", "--format", format, "-o", "reports/", "two.pcap", in: folder)
        #expect(run.status == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("reports").path)
        #expect(Set(names) == Set(try ids(expected.text).map { "\($0).\(suffix)" }))
    }

    @Test("An id that is no file name is made one, and a second call of that id gets its own file")
    func hostileID() throws {
        _ = try CommandRun("report", "--call-id", "../a b", "--format", "json", "-o", ".", "two.pcap", in: folder)
        #expect(folder.names == ["two.pcap", "_.._a_b.json", "_.._a_b-2.json", "stdout", "stderr"])
    }

    @Test("A filter leaves one call, as -f, in words, and both together")
    func filter() throws {
        for arguments in [
            ["-f", "udp port 5002", "two.pcap"], ["two.pcap", "--", "udp", "port", "5002"],
            ["-f", "port 5002 or port 5000", "two.pcap", "--", "port", "5002", "or", "port", "1"],
        ] {
            let run = try CommandRun(["report", "--format", "ndjson"] + arguments, in: folder)
            #expect(try ids(run.text).count == 1)
        }
    }

    @Test("A reader of stdout that has gone away ends the work quietly")
    func closedOutput() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.currentDirectoryURL = folder.url
        // The pipe's left side outlives its right one.
        process.arguments = [
            "-c",
            """
            (sleep 0.3; '\(CommandRun.program.path)' dump two.pcap; echo $? >code) 2>errors | true
            for wait in $(seq 50); do [ -s code ] || sleep 0.1; done
            """,
        ]
        try process.run()
        process.waitUntilExit()
        #expect(try folder.text(of: "code") == "0\n")
        #expect(try folder.text(of: "errors").isEmpty)
    }

    @Test("With stderr closed, what would be said there is not written into the file of -o")
    func closedErrors() throws {
        try folder.write(SmallCapture.call().dropLast(10), to: "cut.pcap")
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.currentDirectoryURL = folder.url
        process.arguments = [
            "-c", "exec '\(CommandRun.program.path)' report --format ndjson -o calls.ndjson cut.pcap 2>&-",
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 3)
        let text = try folder.text(of: "calls.ndjson")
        #expect(try ids(text).count == 1)
        #expect(!text.contains("callwitness: "))
    }
}
