import Testing

@Suite("Exit codes and their sentences")
struct ExitStatusTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(SmallCapture.call(), to: "call.pcap")
        try folder.write(SmallCapture.call(start: 1_700_000_100), to: "later.pcap")
        try folder.write(SmallCapture.noCall, to: "none.pcap")
        try folder.write(SmallCapture.call().dropLast(10), to: "cut.pcap")
        try folder.write([], to: "empty")
        try folder.write(Array("hello".utf8), to: "text")
    }

    @Test("A call is reported: 0, and nothing on stderr")
    func done() throws {
        let run = try CommandRun("report", "call.pcap", in: folder)
        #expect(run.status == 0)
        #expect(run.text.hasPrefix("CALL "))
        #expect(run.errors.isEmpty)
    }

    @Test("No call: 0, nothing on stdout, one sentence, which -q silences")
    func noCall() throws {
        let run = try CommandRun("report", "none.pcap", in: folder)
        #expect(run.status == 0)
        #expect(run.output.isEmpty)
        #expect(run.errors == "callwitness: no call was found in none.pcap (1 frame was read).\n")
        #expect(try CommandRun("report", "-q", "none.pcap", in: folder).errors.isEmpty)
    }

    @Test(
        "What cannot be read: 2",
        arguments: [
            ("missing.pcap", "missing.pcap does not exist: check the path."),
            (".", ". is a directory: name the capture files in it."),
            (
                "empty",
                "empty is empty: nothing was captured, or the recording has not begun to write."
            ),
            ("text", "text is not a capture file: it is text; pcap and pcapng are read, also in gzip and zstd."),
        ])
    func unreadable(name: String, sentence: String) throws {
        for command in ["report", "dump"] {
            let run = try CommandRun(command, name, in: folder)
            #expect(run.status == 2)
            #expect(run.output.isEmpty)
            #expect(run.errors == "callwitness: \(sentence)\n")
        }
    }

    @Test("A cut capture: 3, and what was read is reported")
    func cut() throws {
        let run = try CommandRun("report", "cut.pcap", in: folder)
        #expect(run.status == 3)
        #expect(run.text.hasPrefix("CALL "))
        #expect(run.errors.hasPrefix("callwitness: cut.pcap, byte "))
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test("One unreadable file among several: 3, and the rest is reported", arguments: [["--each"], []])
    func oneOfSeveral(option: [String]) throws {
        let run = try CommandRun(["report", "--format", "ndjson", "call.pcap", "missing.pcap"] + option, in: folder)
        #expect(run.status == 3)
        #expect(run.text.split(separator: "\n").count == 1)
        #expect(run.errors == "callwitness: missing.pcap does not exist: check the path.\n")
    }

    @Test("None of several is readable: 2")
    func noneOfSeveral() throws {
        #expect(try CommandRun("report", "--each", "missing.pcap", "empty", in: folder).status == 2)
        #expect(try CommandRun("report", "missing.pcap", "empty", in: folder).status == 2)
    }

    @Test("Files that overlap in time are no rotation: 2")
    func overlap() throws {
        try folder.write(SmallCapture.call(), to: "copy.pcap")
        let run = try CommandRun("report", "call.pcap", "copy.pcap", in: folder)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("use --each"))
    }

    @Test("--fail-on with a finding of a call: 1, and the report is written all the same")
    func failOn() throws {
        try folder.write(SmallCapture.unansweredCall, to: "unanswered.pcap")
        let run = try CommandRun("report", "--fail-on", "info", "unanswered.pcap", in: folder)
        #expect(run.status == 1)
        #expect(run.text.hasPrefix("CALL "))
        // Read in part comes before that.
        try folder.write(SmallCapture.unansweredCall.dropLast(10), to: "unanswered.pcap")
        #expect(try CommandRun("report", "--fail-on", "info", "unanswered.pcap", in: folder).status == 3)
    }

    @Test("--fail-on with a finding that no call has: 0")
    func failOnAnother() throws {
        #expect(try CommandRun("report", "--fail-on", "ice_failed", "call.pcap", in: folder).status == 0)
    }

    @Test("--fail-on with a code that is none: 2")
    func failOnNothing() throws {
        let run = try CommandRun("report", "--fail-on", "no_such_code", "call.pcap", in: folder)
        #expect(run.status == 2)
    }

    @Test("A filter that libpcap refuses: 2")
    func badFilter() throws {
        let run = try CommandRun("report", "-f", "udp porty 5", "call.pcap", in: folder)
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("callwitness: The filter 'udp porty 5' cannot be used"))
    }

    @Test("An output that cannot be written: 2")
    func badOutput() throws {
        let run = try CommandRun("report", "-o", "missing/report.txt", "call.pcap", in: folder)
        #expect(run.status == 2)
        #expect(run.errors == "callwitness: missing/report.txt cannot be written: No such file or directory.\n")
        let full = try CommandRun("report", "call.pcap", in: folder, output: "/dev/full")
        #expect(full.status == 2)
        #expect(full.errors == "callwitness: stdout cannot be written: No space left on device.\n")
    }
}
