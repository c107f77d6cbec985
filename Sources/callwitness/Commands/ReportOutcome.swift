import Analysis
import Report

/// What reporting captures came to, besides the reports.
struct ReportOutcome: Sendable {
    var reading: ReadingOutcome
    /// Session descriptions that fit no call of any capture so far.
    var unmatched: Set<String>
    /// Reports that `--fail-on` is met by.
    var breaches = 0

    init(reading: ReadingOutcome, unmatched: Set<String>) {
        self.reading = reading
        self.unmatched = unmatched
    }

    /// Reports the calls of one capture.
    ///
    /// - Parameter take: takes each report, and returns whether it is a breach.
    init(
        reading: consuming CaptureReading, _ paths: [String], _ options: AnalysisOptions,
        _ take: (CallReport) throws -> Bool
    ) throws {
        self.init(reading: reading.outcome, unmatched: Set(options.descriptions.map(\.name)))
        var analyzer = Analyzer(options: options)
        let isReadable = try reading.read(paths) { batch in
            analyzer.receive(batch)
            for report in analyzer.takeReports() where try take(report) { breaches += 1 }
        }
        if isReadable {
            try analyzer.finish { if try take($0) { breaches += 1 } }
            if let stray = analyzer.strayFrames {
                reading.note(strayFrames: stray.count, first: stray.first, in: paths)
            }
            unmatched.formIntersection(analyzer.unmatchedDescriptions)
        }
        self.reading = reading.outcome
    }

    mutating func add(_ other: ReportOutcome) {
        reading.add(other.reading)
        unmatched.formIntersection(other.unmatched)
        breaches += other.breaches
    }
}
