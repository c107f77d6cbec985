extension TextPage {
    /// The audio of both directions against the documented thresholds.
    mutating func add(quality: QualityReport) {
        guard
            quality.indicator != nil || quality.sent != nil || quality.received != nil
                || !quality.clientWarnings.isEmpty
        else { return }
        heading("QUALITY", note: "of the audio, by the documented thresholds")
        if quality.sent != nil || quality.received != nil { add(gradesOf: quality) }
        for (name, direction) in [("sent", quality.sent), ("received", quality.received)] {
            add(worstOf: direction, name)
        }
        if let mos = quality.mos { add(mos) }
        add(warnings: quality.clientWarnings, intervalSeconds: quality.intervalSeconds)
    }

    private mutating func add(gradesOf quality: QualityReport) {
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
    }

    private mutating func add(warnings: [ClientWarning], intervalSeconds: Int?) {
        let shown = 8
        for (index, warning) in warnings.prefix(shown).enumerated() {
            row(index == 0 ? "client" : "", Self.sentence(warning, intervalSeconds), .doubtful)
        }
        if warnings.count > shown { row("", "and \(warnings.count - shown) warnings more", .doubtful) }
    }

    /// Only where an interval was graded worse than the whole call.
    private mutating func add(worstOf direction: DirectionQuality?, _ name: String) {
        let metrics = [("jitter", direction?.jitter, "ms"), ("loss", direction?.packetLoss, "%")]
        let worst = metrics.compactMap { label, metric, unit -> String? in
            guard let metric, let worst = metric.worst, worst.grade != metric.grade else { return nil }
            return "\(label) \(Self.figure(worst.value, unit)) \(worst.grade.rawValue) in the interval to "
                + UTCText.parts(worst.timestamp).clock
        }
        if !worst.isEmpty { row("worst", "\(name) \(worst.joined(separator: ", "))", .doubtful) }
    }

    private mutating func add(_ mos: MOSReport) {
        let label = mos.debugStreamLabel.map { ", \($0.rawValue)" } ?? ""
        var scores = [("call report", mos.callReport), ("debug stream\(label)", mos.debugStream)].compactMap {
            name, score in score.map { "\(Self.score($0)) (SDK \(name))" }
        }
        for (name, model) in [("received", mos.receivedEModel), ("sent", mos.sentEModel)] {
            guard let model else { continue }
            scores.append(
                "\(Self.score(model.score)) (G.107 of the \(name) \(model.codec), "
                    + "R \(DecimalNumber.fixed(model.rating, decimals: 1)))")
        }
        if !scores.isEmpty { row("MOS", scores.joined(separator: ", ")) }
    }

    private static func sentence(_ warning: ClientWarning, _ intervalSeconds: Int?) -> String {
        let clock = UTCText.parts(warning.first).clock
        var text = "would have warned at \(clock): \(warning.code) \(warning.name)"
        if let intervals = warning.intervals, let value = warning.value, let limit = warning.limit {
            let step = intervalSeconds.map { "\(FigureText.plural(intervals, "interval")) of \($0)\(FigureText.glue)s" }
            text +=
                ", worst \(DecimalNumber.text(value, decimals: 3)) against \(DecimalNumber.text(limit, decimals: 3))"
                + (step.map { " in \($0)" } ?? "") + (warning.count > 1 ? ", \(warning.count) times" : "")
                + " (unless held or muted)"
        }
        if let evidence = warning.evidence { text += ": \(evidence)" }
        return text + (warning.frame.map { " (frame\(FigureText.glue)\($0))" } ?? "")
    }

    private static func score(_ value: Double) -> String { DecimalNumber.fixed(value, decimals: 2) }

    private static func cell(_ metric: GradedMetric?, _ unit: String) -> TextTable.Cell {
        guard let metric else { return .init("unknown") }
        return .init("\(figure(metric.value, unit)) \(metric.grade.rawValue)", metric.grade.tone)
    }

    private static func figure(_ value: Double, _ unit: String) -> String {
        "\(unit == "%" ? FigureText.percent(value) : FigureText.milliseconds(value)) \(unit)"
    }
}
