import Analysis
import Report
import TestSupport
import Testing
import Wire

/// The reports of a capture's calls; each is checked against the schema on the way.
func analyze(
    _ capture: Capture, options: AnalysisOptions = AnalysisOptions(), sourceLocation: SourceLocation = #_sourceLocation
) throws -> [CallReport] {
    try analyze(capture.batch, options: options, sourceLocation: sourceLocation)
}

func analyze(
    _ batch: CaptureBatch, options: AnalysisOptions = AnalysisOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> [CallReport] {
    var analyzer = Analyzer(options: options)
    analyzer.receive(batch)
    analyzer.finish()
    let reports = analyzer.takeReports()
    let schema = try ReportSchema.load()
    for report in reports {
        let violations = try schema.violations(of: JSONReader.read(report.json(pretty: false)))
        #expect(violations.isEmpty, sourceLocation: sourceLocation)
        for finding in report.network.findings {
            #expect(!finding.evidence.isEmpty, "\(finding.code)", sourceLocation: sourceLocation)
            for frame in finding.evidence.flatMap(\.frames) {
                #expect((1...UInt64(batch.frames.count)).contains(frame), sourceLocation: sourceLocation)
            }
        }
    }
    return reports
}

func analyze(
    _ script: CallScript, options: AnalysisOptions = AnalysisOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> [CallReport] {
    try analyze(script.capture, options: options, sourceLocation: sourceLocation)
}

/// The report of the only call in it.
func analyzeOne(
    _ script: CallScript, options: AnalysisOptions = AnalysisOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> CallReport {
    try analyzeOne(script.capture, options: options, sourceLocation: sourceLocation)
}

func analyzeOne(
    _ capture: Capture, options: AnalysisOptions = AnalysisOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> CallReport {
    let reports = try analyze(capture, options: options, sourceLocation: sourceLocation)
    try #require(reports.count == 1, "\(reports.count) calls", sourceLocation: sourceLocation)
    return reports[0]
}

extension CallReport {
    func streams(_ direction: CallDirection) -> [StreamReport] {
        network.streams.filter { $0.direction == direction }
    }

    func stream(_ ssrc: UInt32, _ direction: CallDirection) throws -> StreamReport {
        try #require(streams(direction).first { $0.ssrc == SynchronizationSource(rawValue: ssrc) })
    }

    func finding(_ code: String) -> Finding? { network.findings.first { $0.code.rawValue == code } }
    var codes: [String] { network.findings.map(\.code.rawValue) }
}
