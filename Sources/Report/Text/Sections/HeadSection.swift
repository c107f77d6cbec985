extension TextPage {
    /// Which call, when, how it went, who.
    mutating func add(headOf report: CallReport) {
        let network = report.network
        heading("CALL \(report.call.callID)")
        add(verdictOf: network)
        row("when", Self.span(of: report))
        add(party: network.perspective.local, named: "client")
        add(party: network.perspective.remote, named: "far end")
        let perspective = network.perspective
        if !perspective.evidence.isEmpty {
            row(
                "",
                "told apart by: \(perspective.evidence.joined(separator: "; ")) (\(perspective.confidence.rawValue))",
                .faint)
        }
        if let tap = perspective.tap {
            let place =
                switch tap {
                case .client: "beside the client"
                case .farEnd: "beside the far end"
                case .between: "between the two"
                case .relay: "beside the TURN server"
                }
            let why = perspective.tapEvidence.isEmpty ? "" : ": " + perspective.tapEvidence.joined(separator: "; ")
            row("tap", place + why)
        }
        for related in network.related { row("related", "\(related.callID), \(related.relation)") }
        if let session = report.call.telnyxSessionID { row("session", session) }
        if let leg = report.call.telnyxLegID { row("leg", leg) }
    }

    private mutating func add(verdictOf network: NetworkReport) {
        let counts = [FindingSeverity.critical, .warning].compactMap { severity -> String? in
            let count = network.findings.count { $0.severity == severity }
            guard count > 0 else { return nil }
            return FigureText.plural(count, severity == .critical ? "critical finding" : "warning")
        }
        let quality = network.quality
        let indicator: String
        switch quality.indicator {
        case nil: indicator = "quality unknown"
        case let known? where quality.rtt == nil: indicator = "quality \(known.rawValue) by loss alone (RTT unknown)"
        case let known?: indicator = "quality \(known.rawValue)"
        }
        let isCritical = network.findings.contains { $0.severity == .critical }
        let tone = isCritical ? .bad : quality.indicator == .poor ? .bad : counts.isEmpty ? .plain : TextTone.doubtful
        // What is broken comes before how good the rest was.
        let nothing = network.findings.isEmpty ? "nothing found" : "nothing grave found"
        let parts = counts.isEmpty ? [indicator, nothing] : isCritical ? counts + [indicator] : [indicator] + counts
        row("verdict", parts.joined(separator: ", "), tone)
    }

    private static func span(of report: CallReport) -> String {
        let duration = report.call.durationSeconds.map { FigureText.duration(seconds: $0) }
        guard let first = report.network.firstPacket else { return duration ?? "unknown" }
        let begin = UTCText.parts(first)
        guard let last = report.network.lastPacket else { return "\(begin.date) \(begin.clock) UTC" }
        let end = UTCText.parts(last)
        let endDate = end.date == begin.date ? "" : end.date + " "
        return "\(begin.date) \(begin.clock) to \(endDate)\(end.clock) UTC" + (duration.map { ", \($0)" } ?? "")
    }

    private mutating func add(party: Party?, named name: String) {
        guard let party else { return row(name, "not seen") }
        let endpoint = party.endpoint?.description ?? party.addresses.first ?? "address unknown"
        let others = party.addresses.filter { $0 != party.endpoint?.ip && $0 != endpoint }
        let also = others.isEmpty ? "" : ", also \(others.joined(separator: ", "))"
        row(name, endpoint + (party.software.map { " (\($0))" } ?? "") + also)
    }
}
