/// One call that goes on: who, how it connected, its last minute, what happened.
struct LiveCallPage {
    /// Seconds that are plotted.
    static let seconds = 60
    private static let label = 13

    private let model: LiveViewModel
    private let id: String

    init(_ model: LiveViewModel, _ id: String) {
        self.model = model
        self.id = id
    }

    func lines(columns: Int, height: Int) -> [ScreenLine] {
        var lines = [model.statusLine]
        guard let report = model.report, report.call.callID == id, let row = model.history.last else {
            lines.append(ScreenLine("  \(id) has ended", .faint))
            lines.append(ScreenLine("  esc: back to the table", .faint))
            return lines
        }
        lines.append(ScreenLine("CALL \(id)  \(LiveTable.age(row.seconds))", .heading))
        lines.append(Self.row("client", party(report.network.perspective.local)))
        lines.append(Self.row("far end", party(report.network.perspective.remote)))
        lines.append(Self.row("path", path(report)))
        lines.append(
            Self.row("state", "\(row.state)  ICE \(text(row.iceState))  DTLS \(text(row.dtlsState))", row.state))
        lines += plots
        for finding in report.network.findings.filter({ $0.severity != .info }).prefix(3) {
            var line = ScreenLine()
            line.add(column: finding.severity.rawValue, Self.label - 1, finding.severity.tone)
            line.add(finding.title)
            lines.append(line)
        }
        lines.append(ScreenLine("TIMELINE", .heading))
        // As many of the last events as there is room for, above the line at the bottom.
        let room = max(0, height - lines.count - 1)
        for event in report.network.timeline.events.suffix(room) {
            var line = ScreenLine()
            line.add(column: UTCText.clock(event.time), 12, .faint)
            line.add(event.text)
            lines.append(line)
        }
        while lines.count < height - 1 { lines.append(ScreenLine()) }
        lines.append(ScreenLine("up/down other calls  esc back  q back", .faint))
        return lines
    }

    private func party(_ party: Party?) -> String {
        guard let party else { return "not seen" }
        return [party.endpoint?.description, party.software].compactMap(\.self).joined(separator: "  ")
    }

    private func path(_ report: CallReport) -> String {
        guard let pair = report.iceData.selectedPair else { return "none" }
        func text(_ candidate: SelectedCandidate) -> String {
            "\(candidate.type.rawValue) \(TransportAddress(ip: candidate.ip, port: candidate.port))"
        }
        return "\(text(pair.localCandidate)) > \(text(pair.remoteCandidate))"
    }

    private func text<State: RawRepresentable<String>>(_ state: State?) -> String { state?.rawValue ?? "unknown" }

    private static func row(_ name: String, _ text: String, _ state: String? = nil) -> ScreenLine {
        var line = ScreenLine()
        line.add(column: name, label - 1, .faint)
        line.add(text, state.map { LiveTable.tone(of: $0) } ?? .plain)
        return line
    }

    // MARK: Plots

    private var plots: [ScreenLine] {
        let limits = model.thresholds
        return [
            plot("RTT ms", limits.rtt) { $0.rttMilliseconds },
            plot("jitter sent", limits.jitter) { $0.sent?.jitterMilliseconds },
            plot("jitter rcvd", limits.jitter) { $0.received?.jitterMilliseconds },
            plot("% lost sent", limits.packetLoss) { $0.sent?.packetLossPercent },
            plot("% lost rcvd", limits.packetLoss) { $0.received?.packetLossPercent },
        ]
    }

    /// The last minute, a second a column, with the highest and the last figure.
    private func plot(
        _ name: String, _ limits: QualityThresholds.Limits, _ value: (LiveCallRow) -> Double?
    ) -> ScreenLine {
        let values = model.history.suffix(Self.seconds).map(value)
        let known = values.compactMap(\.self)
        var line = ScreenLine()
        line.add(column: name, Self.label - 1, .faint)
        let padding = Array(repeating: Double?.none, count: Self.seconds - values.count)
        let worst = known.max()
        line.add(
            plot: PlotText.line(padding + values, top: limits.fair, isUnicode: model.isUnicode),
            limits.grade(worst)?.tone ?? .faint)
        let last = values.last ?? nil
        line.add(" \(FigureText.milliseconds(last))", limits.grade(last)?.tone ?? .plain)
        return line
    }
}
