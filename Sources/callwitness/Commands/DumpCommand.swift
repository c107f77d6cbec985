import Analysis
import ArgumentParser
import Report

struct DumpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Writes what was decoded of each packet: one line of JSON a frame.",
        usage: "callwitness dump [<options>] <capture> ... [-- <filter words>]",
        discussion: """
            Each line has the frame's number and time, its path, the innermost protocol, a summary, all decoded \
            fields, and the error where something could not be decoded.

            EXAMPLES
              callwitness dump call.pcapng | jq -r '[.frame, .from, .to, .summary] | @tsv'
              callwitness dump call.pcapng | jq 'select(.protocol == "stun" and (.summary | test("error")))'
              callwitness dump call.pcapng -- host 192.0.2.7 and udp
              callwitness dump --call-id 98041520-6c2f-5d0a-9d0e-0a1b2c3d4e5f call.pcapng
            """)

    @OptionGroup var input: CaptureInputOptions
    @OptionGroup var jobs: JobOptions
    @OptionGroup var output: OutputOptions

    @Option(
        name: .customLong("call-id"),
        help: ArgumentHelp(
            "Only the frames of the call that 'report' gives this id. The capture is read twice.", valueName: "id"))
    var callID: String?

    func validate() throws { _ = try jobs.count(for: input) }

    func run() throws {
        let call = try callID.map { try locate($0) }
        let progress = ProgressLine(isWanted: !output.quiet)
        // A filter that is wrong is said before anything is written.
        var total = try CaptureReading(input, progress).outcome
        let lines = try LineOutput(output.output, inputs: input.paths)
        let input = input
        let captures = CaptureJobs(groups: input.groups, jobs: try jobs.count(for: input)) { paths, put in
            try withoutActuallyEscaping(put) { put in
                var reading = try CaptureReading(input, progress) { try? put(.sentence($0)) }
                var dump = FrameDump(only: call)
                _ = try reading.read(paths) { batch in try put(.document(dump.lines(for: batch), id: "")) }
                return reading.outcome
            }
        }
        try captures.run { item in
            switch item {
            case .document(let bytes, _): try lines.write(bytes)
            case .sentence(let sentence): Diagnostics.error(sentence)
            }
        } note: {
            total.add($0)
        }
        if total.readable > 0 { try lines.finish() }
        throw total.status
    }

    /// Reads the capture once to find out which frames are the call's.
    private func locate(_ id: String) throws -> CallFrames {
        guard !input.paths.contains("-") else {
            throw CommandFailure("--call-id reads the capture twice, and stdin can be read once: save it to a file.")
        }
        var reading = try CaptureReading(input, ProgressLine(isWanted: false))
        var ids: [String] = []
        for paths in input.groups {
            var options = AnalysisOptions()
            options.callToLocate = id
            var analyzer = Analyzer(options: options)
            _ = try reading.read(paths) { batch in
                analyzer.receive(batch)
                ids += analyzer.takeReports().map(\.call.callID)
            }
            analyzer.finish()
            ids += analyzer.takeReports().map(\.call.callID)
            if let call = analyzer.locatedCall { return call }
        }
        let known = ids.isEmpty ? "there is no call in it" : "its calls are " + ids.prefix(8).joined(separator: ", ")
        throw CommandFailure("\(input.paths.joined(separator: ", ")) has no call \(id): \(known).")
    }
}
