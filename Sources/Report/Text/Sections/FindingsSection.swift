extension TextPage {
    /// The worst first, those of one severity in the report's order.
    mutating func add(findings: [Finding]) {
        guard !findings.isEmpty else { return }
        heading("FINDINGS")
        for severity in [FindingSeverity.critical, .warning, .info] {
            for finding in findings where finding.severity == severity { add(finding: finding) }
        }
    }

    private mutating func add(finding: Finding) {
        let place = finding.place.map { ", \($0.rawValue)" } ?? ""
        row(finding.severity.rawValue, "\(finding.title) [\(finding.code.rawValue)\(place)]", finding.severity.tone)
        for evidence in finding.evidence {
            row("", evidence.text + (FigureText.frames(evidence.frames).map { " (\($0))" } ?? ""))
            if let filter = evidence.filter { row("", "filter: \(filter)", .faint) }
        }
        if let action = finding.action { row("", "do: \(action)") }
    }
}
