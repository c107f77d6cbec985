import ClientReports
public import Report

/// A comparison for a terminal: the paragraph for the ticket first, then what it means, then field by field.
public enum ComparisonRenderer {
    public static func render(_ comparison: ComparisonReport, style: TextStyle = .plain) -> String {
        var page = TextPage(style: style)
        page.heading("\(comparison.verdict.word)  \(comparison.callID ?? "no call")")
        page.row("summary", comparison.summary)
        page.add(match: comparison)
        page.add(findings: comparison.findings)
        page.add(fields: comparison.fields)
        page.add(intervals: comparison.intervals)
        page.add(notes: comparison.client.notes)
        return page.text
    }
}

extension ComparisonVerdict {
    fileprivate var word: String {
        switch self {
        case .agree: "AGREE"
        case .explained: "EXPLAINED"
        case .disagree: "DISAGREE"
        case .noMatch: "NO MATCH"
        }
    }
}

extension FieldVerdict {
    var tone: TextTone {
        switch self {
        case .agree: .plain
        case .explained: .doubtful
        case .disagree: .bad
        case .notComparable: .faint
        }
    }

    var word: String {
        switch self {
        case .agree: "agree"
        case .explained: "explained"
        case .disagree: "DISAGREE"
        case .notComparable: "not comparable"
        }
    }
}

extension TextPage {
    fileprivate mutating func add(match comparison: ComparisonReport) {
        let (client, match) = (comparison.client, comparison.match)
        heading("CLIENT AND CALL")
        let span = client.begin.flatMap { begin in
            client.end.map { " from \(UTCText.timestamp(begin)) to \(UTCText.clock($0))" }
        }
        row(
            "report",
            "\(client.sources.joined(separator: ", ")) (\(client.shape.rawValue), \(client.samples) samples\(span ?? ""))"
        )
        if let side = match.side { row("side", side) }
        if !match.reasons.isEmpty { row("because", match.reasons.joined(separator: "; ")) }
        if !match.against.isEmpty { row("but", match.against.joined(separator: "; "), .doubtful) }
        if match.tap != nil || !match.tapEvidence.isEmpty {
            // What the counters say comes last, and says most.
            let evidence = match.tapEvidence.last.map { ": \($0)" } ?? ""
            row("tap", "\(match.tap?.sentence ?? "place not known")\(evidence)")
        }
        if let clock = comparison.clock {
            let offset = clock.offsetMilliseconds.map {
                DecimalNumber.text($0, decimals: 1) + " ms ahead of the capture's"
            }
            let drift = clock.driftPPM.map { ", \(DecimalNumber.text($0, decimals: 1)) ppm" } ?? ""
            let within = clock.uncertaintyMilliseconds.map { ", ± \(DecimalNumber.text($0, decimals: 0)) ms" } ?? ""
            row(
                "clock",
                "\(offset ?? "not known")\(drift)\(within) (\(clock.confidence.rawValue) confidence, by \(clock.basis))"
            )
        }
        for other in match.others where comparison.verdict == .noMatch {
            let why = other.against.isEmpty ? other.reasons : other.against
            row(
                "nearest",
                "\(other.callID)\(other.side.map { " at \($0)" } ?? ""), score \(other.score) of \(match.neededScore): \(why.joined(separator: "; "))"
            )
        }
    }

    fileprivate mutating func add(findings: [ComparisonFinding]) {
        guard !findings.isEmpty else { return }
        heading("FINDINGS")
        for finding in findings {
            row(finding.severity.rawValue, finding.title, finding.severity.tone)
            for evidence in finding.evidence {
                let frames =
                    evidence.frames.isEmpty
                    ? "" : " (frame \(evidence.frames.map(String.init).joined(separator: ", ")))"
                row("", evidence.text + frames)
            }
            if let action = finding.action { row("", action, .faint) }
        }
    }

    /// Values in a table; the causes under it, so that it stays within the width of a terminal.
    fileprivate mutating func add(fields: [FieldComparison]) {
        guard !fields.isEmpty else { return }
        heading("FIELDS")
        var table = TextTable(rightAligned: [1, 2])
        table.add(head: ["field", "client", "network", "unit", "verdict"])
        for field in fields {
            table.add([
                TextTable.Cell(field.shortName), TextTable.Cell(field.client?.text ?? "-"),
                TextTable.Cell(field.network?.text ?? "-"), TextTable.Cell(field.unit ?? ""),
                TextTable.Cell(field.verdict.word, field.verdict.tone),
            ])
        }
        self.table(table)
        for verdict in [FieldVerdict.disagree, .explained, .notComparable] {
            for field in fields where field.verdict == verdict {
                guard let cause = field.cause else { continue }
                let place = field.place.map { " [\($0.rawValue)]" } ?? ""
                row(verdict.word, "\(field.field): \(cause)\(place)", verdict.tone)
            }
        }
    }

    /// Intervals with something to say: the others agree.
    fileprivate mutating func add(intervals: [IntervalComparison]) {
        let odd = intervals.filter(\.disagrees)
        guard !odd.isEmpty else { return }
        heading("INTERVALS THAT DISAGREE", note: "\(odd.count) of \(intervals.count)")
        for interval in odd.prefix(Self.shownIntervals) {
            let fields = interval.fields.filter { $0.verdict == .disagree }.map { field in
                "\(field.field) \(field.client?.text ?? "-") against \(field.network?.text ?? "-")"
            }
            row(UTCText.clock(interval.to), fields.joined(separator: ", "))
        }
        if odd.count > Self.shownIntervals { row("", "and \(odd.count - Self.shownIntervals) more: see --format json") }
    }

    private static var shownIntervals: Int { 12 }

    fileprivate mutating func add(notes: [ClientReportNote]) {
        guard !notes.isEmpty else { return }
        heading("THE CLIENT'S REPORT")
        for note in notes where note.kind != .unknownField && note.kind != .assumedUnit {
            row(note.kind.rawValue, "\(note.path): \(note.text)")
        }
        let units = notes.filter { $0.kind == .assumedUnit }.map { "\($0.path): \($0.text)" }
        if !units.isEmpty { row("units", units.joined(separator: " "), .faint) }
        let unknown = notes.filter { $0.kind == .unknownField }.map(\.path)
        if !unknown.isEmpty { row("not used", unknown.joined(separator: ", "), .faint) }
    }
}

extension FieldComparison {
    /// A column holds twenty characters.
    fileprivate var shortName: String {
        field.replacingPrefix("audio.inbound.", "in.").replacingPrefix("audio.outbound.", "out.")
            .replacingPrefix("video.inbound.", "video in.").replacingPrefix("video.outbound.", "video out.")
            .replacingPrefix("connection.", "pair.").replacingPrefix("remoteRtcp.inbound.", "rtcp.")
    }
}

extension String {
    fileprivate func replacingPrefix(_ prefix: String, _ other: String) -> String {
        hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
    }
}
