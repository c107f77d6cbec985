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
            is given. Reports are written as calls end.

            EXAMPLES
              callwitness report call.pcapng
              callwitness report ring_*.pcapng.gz -o reports/ --format json
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

    @OptionGroup var output: OutputOptions
    @OptionGroup var analysis: AnalysisOptionsGroup

    @Option(
        name: .customLong("fail-on"),
        help: ArgumentHelp(
            "Exit with 1 if a call has a finding of this code, or of this severity or worse (info, warning, critical). "
                + "May be repeated.", valueName: "code|severity"))
    var failOn: [FailureCondition] = []

    func run() throws {
        let options = try analysis.analysisOptions()
        var unmatched: Set<String> = Set(options.descriptions.map(\.name))
        var reading = try CaptureReading(input, quiet: output.quiet)
        var writer = try ReportWriter(format, output: output.output, inputs: input.paths)
        var breaches = 0
        var readable = 0
        for paths in input.groups {
            var analyzer = Analyzer(options: options)
            let isReadable = try reading.read(paths) { batch in
                analyzer.receive(batch)
                try write(analyzer.takeReports(), to: &writer, &breaches)
            }
            guard isReadable else { continue }
            readable += 1
            while analyzer.finishSome() { try write(analyzer.takeReports(), to: &writer, &breaches) }
            if let stray = analyzer.strayFrames {
                reading.note(strayFrames: stray.count, first: stray.first, in: paths)
            }
            try write(analyzer.takeReports(), to: &writer, &breaches)
            unmatched.formIntersection(analyzer.unmatchedDescriptions)
        }
        if readable > 0 {
            for name in unmatched.sorted() {
                Diagnostics.error(
                    "\(name): no call in the capture has the addresses, credentials or streams of this session description."
                )
            }
        }
        var status = reading.status
        // Frames that can be counted and not decoded make no report.
        if reading.foreignFrames > 0, reading.foreignFrames == reading.frames { status = .unusable }
        if readable > 0 { try writer.finish() }
        if breaches > 0 { status.note(.breach) }
        if readable > 0 && writer.count == 0 && status != .unusable && !output.quiet {
            let names = input.paths.map { $0 == "-" ? "stdin" : $0 }.joined(separator: ", ")
            let frames = reading.frames == 1 ? "1 frame was" : "\(reading.frames) frames were"
            Diagnostics.error("no call was found in \(names) (\(frames) read).")
        }
        throw status
    }

    private func write(_ reports: [CallReport], to writer: inout ReportWriter, _ breaches: inout Int) throws {
        for report in reports {
            try writer.write(report)
            if report.network.findings.contains(where: { finding in failOn.contains { $0.isMet(by: finding) } }) {
                breaches += 1
            }
        }
    }
}
