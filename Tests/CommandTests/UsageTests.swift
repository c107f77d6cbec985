import Testing

@Suite("Usage")
struct UsageTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("Without arguments the help is shown, on stdout")
    func help() throws {
        let run = try CommandRun(in: folder)
        #expect(run.status == 0)
        #expect(run.text.contains("callwitness report call.pcapng"))
        #expect(run.errors.isEmpty)
    }

    @Test("Each command's help has examples", arguments: ["report", "dump"])
    func helpOfCommands(command: String) throws {
        let run = try CommandRun(command, "--help", in: folder)
        #expect(run.status == 0)
        #expect(run.text.contains("EXAMPLES\n  callwitness \(command) "))
        #expect(run.text.contains("USAGE: callwitness \(command) [<options>] <capture> ... [-- <filter words>]"))
    }

    @Test("The report's help says what the exit codes mean")
    func exitCodes() throws {
        let text = try CommandRun("report", "--help", in: folder).text
        for line in ["0  done", "1  --fail-on", "2  the input", "3  read in part", "4  permission"] {
            #expect(text.contains("  \(line)"))
        }
    }

    @Test("The version is one line")
    func version() throws {
        let run = try CommandRun("--version", in: folder)
        #expect(run.status == 0)
        #expect(run.text.hasPrefix("callwitness "))
        #expect(run.text.split(separator: "\n").count == 1)
    }

    @Test(
        "Wrong usage is exit code 2 and one sentence that points to the help",
        arguments: [
            (["frobnicate"], "Unexpected argument 'frobnicate'. See 'callwitness --help'."),
            (["report", "--frobnicate", "a"], "Unknown option '--frobnicate'. See 'callwitness report --help'."),
            (
                ["report"],
                "No capture is given: name a pcap or pcapng file, or '-' for stdin. See 'callwitness report --help'."
            ),
            (
                ["report", "--format", "yaml", "a"],
                "The value 'yaml' is invalid for '--format <format>'. Please provide one of 'text', 'json' or 'ndjson'. "
                    + "See 'callwitness report --help'."
            ),
            (
                ["report", "--interval", "0", "a"],
                "--interval takes 1 to 86400 seconds, not 0. See 'callwitness report --help'."
            ),
            (
                ["report", "--idle", "nan", "a"],
                "--idle takes a number of seconds above 0, not nan. See 'callwitness report --help'."
            ),
            (
                ["report", "--client", "10.0.0.0/33", "a"],
                "The value '10.0.0.0/33' is invalid for '--client <cidr>': it takes an address range such as "
                    + "192.0.2.0/24 or 2001:db8::/32. See 'callwitness report --help'."
            ),
            (
                ["report", "--clock-rate", "128=8000", "a"],
                "The value '128=8000' is invalid for '--clock-rate <pt=hz>': it takes a payload type and its clock rate "
                    + "in Hz, such as 111=48000. See 'callwitness report --help'."
            ),
            (
                ["report", "--fail-on", "Bad Thing", "a"],
                "The value 'Bad Thing' is invalid for '--fail-on <code|severity>'. See 'callwitness report --help'."
            ),
            (["dump", "--format", "json", "a"], "Unknown option '--format'. See 'callwitness dump --help'."),
        ])
    func wrongUsage(arguments: [String], sentence: String) throws {
        let run = try CommandRun(arguments, in: folder)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors == "callwitness: \(sentence)\n")
    }
}
