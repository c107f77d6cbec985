import ArgumentParser

@main
struct Callwitness: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "callwitness",
        abstract: "Says what happened in a WebRTC call from a packet capture of it.",
        discussion: """
            Reads pcap and pcapng files (also in gzip or zstd, also from a pipe), decodes STUN, TURN, DTLS, RTP and \
            RTCP, and tells how each call connected, what its media lost, and where. Nothing has to be decrypted.

            EXAMPLES
              callwitness report call.pcapng
              callwitness report --format json call.pcapng | jq .data.ice_data
              ssh host tcpdump -U -w - udp | callwitness report -
              callwitness dump call.pcapng -- udp port 3478
              callwitness live -i eth0

            EXIT CODES
              0  done
              1  --fail-on was met; a comparison disagrees
              2  the input cannot be read, or the usage is wrong
              3  read in part: a damaged or cut capture, or one of several files; what was read is reported
              4  permission
              5  compare: no call of the capture is the one of the report
              Where several hold: 2, 4, 3, 5, 1.
            """,
        version: "callwitness 0.1.0",
        subcommands: [
            ReportCommand.self, CompareCommand.self, DumpCommand.self, LiveCommand.self, InterfacesCommand.self,
        ])

    func run() throws { throw CleanExit.helpRequest(self) }

    static func main() {
        Terminal.prepare()
        do {
            var command = try parseAsRoot(FilterWords.asOption(Array(CommandLine.arguments.dropFirst())))
            try command.run()
        } catch {
            finish(after: error)
        }
    }

    /// Ends the process as the error asks: help and versions on stdout, everything else as one sentence on stderr.
    private static func finish(after error: any Error) -> Never {
        switch error {
        case is OutputClosed: ExitStatus.done.end()
        case let failure as CommandFailure:
            Diagnostics.error(failure.sentence)
            failure.status.end()
        case let status as ExitStatus: status.end()
        default: break
        }
        guard exitCode(for: error).isSuccess else {
            Diagnostics.error(usageSentence(for: error))
            ExitStatus.unusable.end()
        }
        do {
            try StandardOutput.write(Array((fullMessage(for: error) + "\n").utf8))
        } catch {
            // Nobody reads the help: as well.
        }
        ExitStatus.done.end()
    }

    private static func usageSentence(for error: any Error) -> String {
        var lines = message(for: error).split(separator: "\n").map { $0.drop { $0 == " " } }
        lines.removeAll { $0.isEmpty }
        let text = lines.joined(separator: " ")
        let name = CommandLine.arguments.dropFirst().first { argument in
            configuration.subcommands.contains { $0._commandName == argument }
        }
        let command = (["callwitness"] + (name.map { [$0] } ?? [])).joined(separator: " ")
        return text + (text.hasSuffix(".") || text.hasSuffix("?") ? "" : ".") + " See '\(command) --help'."
    }
}
