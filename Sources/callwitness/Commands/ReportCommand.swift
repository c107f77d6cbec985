import Analysis
import ArgumentParser
import Report

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes one report for each call in a capture.",
        usage: "callwitness report [<options>] <capture> ... [-- <filter words>]",
        discussion: """
            Several files are one capture in time order, as 'tcpdump -C' and 'dumpcap -b' rotate them, unless --each \
            is given. Reports are written as calls end. With --each, --jobs reads several captures at the same time; \
            what is ready before its turn waits in memory and in a temporary file (TMPDIR, else /var/tmp).

            EXAMPLES
              callwitness report call.pcapng
              callwitness report ring_*.pcapng.gz -o reports/ --format json
              callwitness report --each --jobs 0 --format ndjson *.pcap
              callwitness report -r call.pcap -- host 192.0.2.7 and udp
              ssh host tcpdump -U -w - udp | callwitness report --format ndjson -
              callwitness report --fail-on critical --client 10.0.0.0/8 call.pcap || alert

            EXIT CODES
              0  done, also if there is no call in the capture
              1  --fail-on was met
              2  the input cannot be read, or the usage is wrong
              3  read in part: a damaged or cut capture, or one of several files; what was read is reported
              4  permission
              Where several hold: 2, 4, 3, 1.
            """)

    @OptionGroup var input: CaptureInputOptions

    @Option(help: "text for people, json (one pretty document per call) or ndjson (one line per call).")
    var format = ReportFormat.text

    @OptionGroup var jobs: JobOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var analysis: AnalysisOptionsGroup

    @Option(
        name: .customLong("fail-on"),
        help: ArgumentHelp(
            "Exit with 1 if a call has a finding of this code, or of this severity or worse (info, warning, critical). "
                + "May be repeated.", valueName: "code|severity"))
    var failOn: [FailureCondition] = []

    func validate() throws { _ = try jobs.count(for: input) }

    func run() throws {
        let options = try analysis.analysisOptions()
        let progress = ProgressLine(isWanted: !output.quiet)
        // A filter that is wrong is said before anything is written.
        var total = ReportOutcome(
            reading: try CaptureReading(input, progress).outcome, unmatched: Set(options.descriptions.map(\.name)))
        var writer = try ReportWriter(format, output: output.output, inputs: input.paths)
        let (input, failOn, renderer) = (input, failOn, writer.renderer)
        let captures = CaptureJobs(groups: input.groups, jobs: try jobs.count(for: input)) { paths, put in
            try withoutActuallyEscaping(put) { put in
                try ReportOutcome(
                    reading: try CaptureReading(input, progress) { try? put(.sentence($0)) }, paths, options
                ) { report in
                    try put(.document(renderer.document(report), id: report.call.callID))
                    return report.network.findings.contains { finding in failOn.contains { $0.isMet(by: finding) } }
                }
            }
        }
        try captures.run { item in
            switch item {
            case .document(let document, let id): try writer.write(document, id: id)
            case .sentence(let sentence): Diagnostics.error(sentence)
            }
        } note: {
            total.add($0)
        }
        let reading = total.reading
        if reading.readable > 0 {
            for name in total.unmatched.sorted() {
                Diagnostics.error(
                    "\(name): no call in the capture has the addresses, credentials or streams of this session description."
                )
            }
        }
        var status = reading.status
        // Frames that can be counted and not decoded make no report.
        if reading.foreignFrames > 0, reading.foreignFrames == reading.frames { status = .unusable }
        if reading.readable > 0 { try writer.finish() }
        if total.breaches > 0 { status.note(.breach) }
        if reading.readable > 0 && writer.count == 0 && status != .unusable && !output.quiet {
            let names = input.paths.map { $0 == "-" ? "stdin" : $0 }.joined(separator: ", ")
            let frames = reading.frames == 1 ? "1 frame was" : "\(reading.frames) frames were"
            Diagnostics.error("no call was found in \(names) (\(frames) read).")
        }
        throw status
    }
}
