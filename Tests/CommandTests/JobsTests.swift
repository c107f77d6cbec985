import Foundation
import Testing

@Suite("Several captures at the same time")
struct JobsTests {
    let folder: TemporaryFolder
    /// Captures of different lengths, some of which cannot be read, or not to their end.
    let names: [String]

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(SmallCapture.unansweredCall, to: "long.pcap")
        try folder.write(SmallCapture.twoCalls, to: "two.pcap")
        try folder.write(SmallCapture.call().dropLast(10), to: "cut.pcap")
        try folder.write(SmallCapture.noCall, to: "none.pcap")
        try folder.write(Array("hello".utf8), to: "text")
        // The same call again: a directory then has two files of its id.
        names = ["long.pcap", "two.pcap", "cut.pcap", "missing.pcap", "none.pcap", "text", "two.pcap", "long.pcap"]
    }

    private static let counts = ["2", "3", "8", "100", "0"]

    private func run(_ arguments: [String], _ names: [String], jobs: String?) throws -> CommandRun {
        try CommandRun(arguments + ["--each"] + (jobs.map { ["--jobs", $0] } ?? []) + names, in: folder)
    }

    private func expectSame(_ run: CommandRun, _ expected: CommandRun, _ what: String) {
        #expect(run.output == expected.output, "\(what)")
        #expect(run.errors == expected.errors, "\(what)")
        #expect(run.status == expected.status, "\(what)")
    }

    @Test(
        "The same bytes, sentences and exit code as one after another, in any order of the captures",
        arguments: [
            ["report"], ["report", "--format", "ndjson"], ["report", "--format", "json", "--fail-on", "info"],
            ["dump"], ["dump", "-f", "udp port 5002"], ["report", "-q", "--format", "ndjson", "-f", "port 6000"],
        ])
    func same(arguments: [String]) throws {
        for order in [names, names.reversed(), names.sorted()] {
            let expected = try run(arguments, order, jobs: nil)
            #expect(expected.status == 3)
            #expect(!expected.output.isEmpty)
            for count in Self.counts {
                expectSame(try run(arguments, order, jobs: count), expected, "\(arguments) with \(count), \(order)")
            }
        }
    }

    @Test("A file and a directory get what they get one after another")
    func files() throws {
        let command = ["report", "--format", "json", "-o"]
        let expected = try run(command + ["one.json"], names, jobs: nil)
        _ = try run(command + ["one/"], names, jobs: nil)
        for count in Self.counts {
            expectSame(try run(command + ["\(count).json"], names, jobs: count), expected, "-o FILE with \(count)")
            #expect(try folder.text(of: "\(count).json") == folder.text(of: "one.json"))
            expectSame(try run(command + ["\(count)/"], names, jobs: count), expected, "-o DIR with \(count)")
            #expect(try contents(of: "\(count)") == contents(of: "one"))
        }
        #expect(try contents(of: "one").count == 7)
    }

    private func contents(of directory: String) throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file(directory).path)
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: folder.file("\(directory)/\($0)"))) })
    }

    @Test("Exit codes: nothing readable is 2, a breach 1, all well 0")
    func statuses() throws {
        #expect(try run(["report"], ["missing.pcap", "text"], jobs: "2").status == 2)
        #expect(try run(["report", "--fail-on", "info"], ["long.pcap", "two.pcap"], jobs: "2").status == 1)
        #expect(try run(["report"], ["none.pcap", "two.pcap"], jobs: "2").status == 0)
        #expect(try run(["dump"], ["none.pcap", "two.pcap"], jobs: "2").status == 0)
    }

    @Test("stdin may be one of the captures")
    func stdin() throws {
        let names = ["long.pcap", "-", "two.pcap"]
        let arguments = ["report", "--each", "--format", "ndjson"] + names
        let expected = try CommandRun(arguments, in: folder, input: "cut.pcap")
        let run = try CommandRun(arguments + ["-j", "3"], in: folder, input: "cut.pcap")
        expectSame(run, expected, "stdin")
        #expect(run.status == 3)
    }

    @Test("An output that cannot be written ends it as it does one after another")
    func full() throws {
        let run = try CommandRun(
            ["report", "--each", "--jobs", "4"] + names, in: folder, output: "/dev/full")
        #expect(run.status == 2)
        #expect(run.errors == "callwitness: stdout cannot be written: No space left on device.\n")
    }

    @Test("Captures that are one are not read at the same time; counts that are none are refused")
    func usage() throws {
        let joined = try CommandRun("report", "--jobs", "2", "long.pcap", in: folder)
        #expect(joined.status == 2)
        #expect(joined.errors.contains("needs --each"))
        #expect(try CommandRun("dump", "--each", "--jobs", "-1", "long.pcap", in: folder).status == 2)
        #expect(try CommandRun("report", "--each", "--jobs", "many", "long.pcap", in: folder).status == 2)
    }
}
