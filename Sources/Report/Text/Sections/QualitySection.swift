extension TextPage {
    /// The audio of both directions against the documented thresholds.
    mutating func add(quality: QualityReport) {
        guard quality.indicator != nil || quality.sent != nil || quality.received != nil else { return }
        heading("QUALITY", note: "of the audio, by the documented thresholds")
        var table = TextTable()
        table.add(head: ["", "RTT", "jitter", "packet loss", "overall"])
        for (name, direction) in [("sent", quality.sent), ("received", quality.received)] {
            guard let direction else {
                table.add([.init(name), .init("no audio", .doubtful)])
                continue
            }
            table.add([
                .init(name), Self.cell(quality.rtt, "ms"), Self.cell(direction.jitter, "ms"),
                Self.cell(direction.packetLoss, "%"),
                .init(direction.indicator?.rawValue ?? "unknown", direction.indicator?.tone ?? .plain),
            ])
        }
        self.table(table)
        if let mos = quality.mos {
            let scores = [("call report", mos.callReport), ("debug stream", mos.debugStream)].compactMap {
                name, score in
                score.map { "\(DecimalNumber.fixed($0, decimals: 2)) (\(name))" }
            }
            if !scores.isEmpty { row("MOS", scores.joined(separator: ", ")) }
        }
        for warning in quality.clientWarnings {
            row("client", "would have warned \(warning.count) x \(warning.code) \(warning.name)", .doubtful)
        }
    }

    private static func cell(_ metric: GradedMetric?, _ unit: String) -> TextTable.Cell {
        guard let metric else { return .init("unknown") }
        let value = unit == "%" ? FigureText.percent(metric.value) : FigureText.milliseconds(metric.value)
        return .init("\(value) \(unit) \(metric.grade.rawValue)", metric.grade.tone)
    }
}
