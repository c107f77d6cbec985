import Report

/// One paragraph for a ticket.
enum ComparisonSummary {
    static func text(_ comparison: ComparisonReport, _ network: CallReport) -> String {
        let count = { (verdict: FieldVerdict) in comparison.fields.count { $0.verdict == verdict } }
        let side = comparison.match.side.map { " at \($0)" } ?? ""
        var text = "The client\(side) of call \(comparison.callID ?? "-")"
        switch comparison.verdict {
        case .agree: text += " and the network agree"
        case .explained: text += " and the network differ, and the path explains it"
        case .disagree: text += " and the network cannot both be right"
        case .noMatch: return comparison.summary
        }
        text += ": \(count(.agree)) fields agree, \(count(.explained)) are explained, \(count(.disagree)) disagree, "
        text += "\(count(.notComparable)) cannot be compared."
        for finding in comparison.findings.prefix(4) { text += " \(finding.title)." }
        let disagreeing = comparison.fields.filter { $0.verdict == .disagree }
        if let first = disagreeing.first, comparison.findings.isEmpty {
            text += " \(first.field): \(first.cause ?? first.relation)."
        }
        if let tap = comparison.match.tap { text += " The capture was taken \(tap.sentence)." }
        if let clock = comparison.clock, let offset = clock.offsetMilliseconds {
            text +=
                " Its clock is \(DecimalNumber.text(abs(offset), decimals: abs(offset) < 1000 ? 1 : 0)) ms \(offset < 0 ? "behind" : "ahead of") the capture's"
                + " (\(clock.confidence.rawValue) confidence)."
        }
        return text
    }

    static func noMatch(_ client: ClientDescription, _ match: MatchDescription) -> String {
        let name = client.sources.first ?? "the report"
        guard let nearest = match.others.first else { return "The capture holds no call to compare \(name) with." }
        let why =
            !nearest.against.isEmpty
            ? nearest.against.joined(separator: ", ")
            : nearest.reasons.isEmpty ? "nothing ties the two" : "only \(nearest.reasons.joined(separator: ", "))"
        return "No call of the capture is the one of \(name). The nearest is \(nearest.callID): \(why)."
    }

    static func ambiguous(_ client: ClientDescription, _ match: MatchDescription) -> String {
        let names = match.others.prefix(2).map { "\($0.callID)\($0.side.map { " at \($0)" } ?? "")" }
        return
            "\(client.sources.first ?? "The report") fits \(names.joined(separator: " and ")) equally well: give --client, or a report with SSRCs or addresses."
    }
}

extension ReportedTapPlace {
    var sentence: String {
        switch self {
        case .client: "beside this client"
        case .farEnd: "beside the far end"
        case .between: "between the two"
        case .relay: "at the relay"
        }
    }
}
