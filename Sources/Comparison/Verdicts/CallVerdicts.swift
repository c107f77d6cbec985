import ClientReports
import Report

/// What is said of a whole call: the fields that stand once, and those of all samples taken together.
struct CallVerdicts {
    let report: ClientReport
    let side: SideReplay
    let clock: ComparisonClock
    let tolerances: ComparisonTolerances

    private var network: NetworkReport { side.report.network }

    // MARK: Once for a call

    func once() -> [FieldComparison] { [duration()].compactMap(\.self) + candidates() }

    private func duration() -> FieldComparison? {
        guard let said = report.durationSeconds else { return nil }
        var result = FieldComparison(
            "summary.durationSeconds", unit: "s", client: .number(said), network: nil,
            relation: "from signalling to hang-up: the packets' time lies within", verdict: .agree,
            tolerance: tolerances.durationSeconds)
        guard let seconds = side.report.call.durationSeconds else {
            result.verdict = .notComparable
            result.cause = "the capture has no two packets of it"
            return result
        }
        result.network = .number(seconds)
        result.difference = said - seconds
        let isCut = network.capture.beginsMidCall == true || network.capture.endsMidCall == true
        if seconds > said + tolerances.durationSeconds {
            result.verdict = .disagree
            result.cause = "the call's packets go on for longer than the client says it lasted"
            result.place = .client
        } else if isCut, said > seconds + tolerances.durationSeconds {
            result.verdict = .explained
            result.cause = "the capture begins or ends in mid-call"
            result.place = .capture
        }
        return result
    }

    /// Every candidate of the client that checks were seen from, by type; those that never reached the wire cannot be seen.
    private func candidates() -> [FieldComparison] {
        let said = report.localCandidates.compactMap { candidate in
            candidate.transport == "tcp" ? nil : candidate.transportAddress.map { (address: $0, type: candidate.type) }
        }
        guard !said.isEmpty else { return [] }
        let seen = side.report.iceData.candidates
        let common = seen.filter { candidate in
            said.contains { $0.address == "\(TransportAddress(ip: candidate.ip, port: candidate.port))" }
        }
        var result = FieldComparison(
            "ice.candidates", client: .integer(Set(said.map(\.address)).count), network: .integer(seen.count),
            relation: "what the wire shows is among the client's own, but for what a NAT made of them", verdict: .agree)
        let strange = seen.filter { candidate in
            !common.contains(candidate) && candidate.type != .peerReflexive && candidate.type != .serverReflexive
        }
        if seen.isEmpty {
            result.verdict = .notComparable
            result.cause = "no candidate of this side was seen"
        } else if !strange.isEmpty {
            result.verdict = .explained
            result.cause =
                "the wire shows \(strange.map { "\($0.type.rawValue) \(TransportAddress(ip: $0.ip, port: $0.port))" }.joined(separator: ", ")), "
                + "which the report does not list: seen from behind a NAT, or left out"
        }
        return [result]
    }

    // MARK: All samples together

    /// Of each field the last sample's, with the worst that any said, in order of first appearance.
    static func together(_ intervals: [IntervalComparison]) -> [FieldComparison] {
        var order: [String] = []
        var all: [String: [(interval: Int, field: FieldComparison)]] = [:]
        for (index, interval) in intervals.enumerated() {
            for field in interval.fields {
                if all[field.field] == nil { order.append(field.field) }
                all[field.field, default: []].append((index, field))
            }
        }
        return order.compactMap { name in
            guard let entries = all[name], let last = entries.last?.field else { return nil }
            return combined(entries, last: last, intervals)
        }
    }

    /// Samples of a hundred that may be odd before a field is: one poll may fall on a bad moment.
    private static let oddShare = 0.05

    private static func combined(
        _ entries: [(interval: Int, field: FieldComparison)], last: FieldComparison, _ intervals: [IntervalComparison]
    ) -> FieldComparison {
        func count(_ verdict: FieldVerdict) -> Int { entries.count { $0.field.verdict == verdict } }
        let isSettled = entries.count < 3
        let odd = max(1, Int(Double(entries.count) * oddShare))
        let verdict: FieldVerdict
        if last.isOfLevel {
            // A level comes and goes with every word: what most samples say counts.
            let most = FieldVerdict.allCases.max { count($0) < count($1) } ?? .notComparable
            verdict = most == .notComparable && count(.agree) > 0 ? .agree : most
        } else if count(.disagree) > (isSettled ? 0 : odd) || last.verdict == .disagree {
            verdict = .disagree
        } else if count(.explained) + count(.disagree) > 0 {
            verdict = .explained
        } else if count(.agree) > 0 {
            verdict = .agree
        } else {
            verdict = .notComparable
        }
        let shown = entries.filter { $0.field.verdict == verdict }
        // What grows is told by its last value, what comes and goes by its worst.
        guard
            let worst = last.verdict == verdict
                ? entries.last
                : shown.max(by: { abs($0.field.difference ?? 0) < abs($1.field.difference ?? 0) }) ?? entries.last
        else { return last }
        var result = worst.field
        result.verdict = verdict
        if verdict == .explained || verdict == .disagree, let first = shown.first, let cause = result.cause {
            let times = shown.count == 1 ? "" : ", \(shown.count) of \(entries.count) samples"
            result.cause = "\(cause) (from \(UTCText.clock(intervals[first.interval].to))\(times))"
        }
        return result
    }
}

extension FieldComparison {
    fileprivate var isOfLevel: Bool { field.contains("audioLevel") }
}
