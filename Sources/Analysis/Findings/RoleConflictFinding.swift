import ICE
import Report
import Wire

extension FindingsJudgement {
    /// The side that has to yields at the first refusal (RFC 8445 7.2.5.1); a second may have been under way.
    private static var refusalsOfTheStubborn: Int { 3 }

    /// Both sides claimed the same role, and a check was refused with 487 (RFC 8445 7.3.1.1).
    var roleConflicts: Finding? {
        let refused = [call.perspective.client, 1 - call.perspective.client].map { agent in
            (
                name: agent == call.perspective.client ? "client" : "far end",
                tally: call.session.agents[agent].roleConflicts
            )
        }.filter { $0.tally.count > 0 }
        guard !refused.isEmpty else { return nil }
        let first = refused.reduce(nil as Moment?) { Moment.earliest($0, $1.tally.first) }
        // A restart, or consent lost later, is another matter.
        let isSettled =
            call.iceState == .connected
            || call.client.states.contains { state in
                state.state == .connected && first.map { state.at >= $0 } ?? false
            }
        // Else the capture may end too soon to tell.
        let isStuck =
            !isSettled
            && (call.iceState == .failed || refused.contains { $0.tally.count >= Self.refusalsOfTheStubborn })
        return Finding(
            code: .roleConflict, severity: isStuck ? .warning : .info,
            title: "Both sides claimed the same ICE role"
                + (isSettled ? "; they settled it" : isStuck ? ", and ICE did not connect" : ""),
            evidence: refused.map {
                FindingEvidence(
                    text: "\($0.tally.count) checks of the \($0.name) refused: 487 role conflict",
                    frames: [$0.tally.first?.frame].compactMap(\.self), filter: "stun.att.error == 87")
            },
            place: nil,
            action: "Harmless once settled; a side that keeps its role after 487 does not follow RFC 8445 7.2.5.1.")
    }
}
