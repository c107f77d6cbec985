import Report

/// Makes documents of reports, in the format that was asked for.
struct ReportRenderer: Sendable {
    let format: ReportFormat
    let style: TextStyle

    func document(_ report: CallReport) -> [UInt8] {
        document(report) { TextRenderer.render(report, style: $0) }
    }

    /// - Parameter text: the same as text.
    func document(_ value: some JSONRepresentable, text: (TextStyle) -> String) -> [UInt8] {
        switch format {
        case .text: Array(text(style).utf8)
        case .json: value.json(pretty: true) + [UInt8(ascii: "\n")]
        case .ndjson: value.json(pretty: false) + [UInt8(ascii: "\n")]
        }
    }
}
