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
}
