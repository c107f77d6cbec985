import Analysis
import ArgumentParser

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
            """)

    @OptionGroup var input: CaptureInputOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var reading = try CaptureReading(input, quiet: output.quiet)
        let lines = try LineOutput(output.output, inputs: input.paths)
        var readable = 0
        for paths in input.groups {
            var dump = FrameDump()
            if try reading.read(paths, { batch in try lines.write(dump.lines(for: batch)) }) { readable += 1 }
        }
        if readable > 0 { try lines.finish() }
        throw reading.status
    }
}
