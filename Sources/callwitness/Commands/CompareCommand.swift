import Analysis
import ArgumentParser
import ClientReports
import Comparison
import Report

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Lays a client's report beside the capture: agree, explained, or cannot both be true.",
        usage: "callwitness compare [<options>] <capture> ... --client-report <file> ... [-- <filter words>]",
        discussion: """
            Finds the call that the report speaks of, fits the client's clock to the capture's, and compares field by \
            field and interval by interval: by conservation, wherever on the path the capture was taken. Reports of \
            every known shape are read: the documented API's, the SDKs' payloads, raw getStats, webrtc-internals dumps. \
            docs/comparing.md says what the verdicts mean.

            EXAMPLES
              callwitness compare call.pcapng --client-report report.json
              callwitness compare server.pcap --client-report reports/ --format json -o verdicts/
              curl -s $REPORT_URL | callwitness compare call.pcap --client-report -

            EXIT CODES
              0  the two agree, or the path explains why they do not
              1  some field disagrees, or --fail-on was met
              2  the input cannot be read, or the usage is wrong
              3  read in part: a damaged or cut capture, or one of several files; what was read is compared
              4  permission
              5  no call of the capture is the one of the report
              Where several hold: 2, 4, 3, 5, 1.
            """)

    @OptionGroup var input: CaptureInputOptions
    @OptionGroup var comparison: ComparisonOptionsGroup

    @Option(help: "text for people, json (one pretty document per report) or ndjson (one line per report).")
    var format = ReportFormat.text

    @OptionGroup var output: OutputOptions
    @OptionGroup var analysis: AnalysisOptionsGroup

    func validate() throws {
        guard !(input.paths.contains("-") && comparison.clientReports.contains("-")) else {
            throw ValidationError("Both the capture and the client report are '-': stdin is one of them at most.")
        }
    }

    func run() throws {
        let files = try ClientReportFiles(comparison.clientReports)
        for failure in files.failures { Diagnostics.error(failure.sentence) }
        var status = ExitStatus.strongest(of: files.failures.map(\.status))
        guard !files.reports.isEmpty else { throw status }

        var options = try analysis.analysisOptions()
        options.keepsArrivals = true
        var reading = try CaptureReading(input, ProgressLine(isWanted: !output.quiet))
        var calls: [AnalyzedCall] = []
        for paths in input.groups {
            var analyzer = Analyzer(options: options)
            let isReadable = try reading.read(paths) { batch in
                analyzer.receive(batch)
                calls += analyzer.takeCalls()
            }
            guard isReadable else { continue }
            analyzer.finish()
            calls += analyzer.takeCalls()
            if let stray = analyzer.strayFrames {
                reading.note(strayFrames: stray.count, first: stray.first, in: paths)
            }
        }
        status.note(reading.outcome.status)
        guard status != .unusable || !calls.isEmpty else { throw status }

        let comparer = CallComparison(calls, tolerances: try comparison.tolerances())
        var writer = try ReportWriter(format, output: output.output, inputs: input.paths)
        for report in files.reports {
            let result = comparer.compare(report)
            switch result.verdict {
            case .agree, .explained: break
            case .disagree: status.note(.breach)
            case .noMatch:
                status.note(.noMatch)
                Diagnostics.error(result.summary)
            }
            if result.findings.contains(where: { finding in comparison.failOn.contains { $0.isMet(by: finding) } }) {
                status.note(.breach)
            }
            let document = writer.renderer.document(result) { ComparisonRenderer.render(result, style: $0) }
            try writer.write(document, id: result.callID ?? report.sources.first ?? "report")
        }
        try writer.finish()
        throw status
    }
}
