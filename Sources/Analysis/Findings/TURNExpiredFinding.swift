import ICE
import Report
import Wire

extension FindingsJudgement {
    /// An allocation that the call had ran out, or the server no longer knows it (437).
    var turnExpired: [Finding] {
        call.client.servers.compactMap { use in
            guard !use.allocation.allocations.isEmpty else { return nil }
            let expiries = use.allocation.expiries(end: call.facts.last.time)
            let unknown = use.errors.filter { !$0.isChallenge && $0.entry.value.code == .allocationMismatch }
            let grants = use.allocation.grants
            guard !expiries.isEmpty || !unknown.isEmpty else { return nil }
            let refused = unknown.reduce(0) { $0 + $1.entry.tally.count }
            var text = expiries.isEmpty ? "" : "no refresh came within the \(grants.last?.lifetime ?? 0) s granted last"
            if refused > 0 {
                text +=
                    (text.isEmpty ? "" : "; ") + "\(refused) requests answered with \(STUNErrorCode.allocationMismatch)"
            }
            let frames =
                [grants.last?.at.frame].compactMap(\.self)
                + unknown.compactMap { $0.entry.tally.first?.frame }
            return Finding(
                code: .turnExpired, severity: .warning,
                title:
                    "The allocation at TURN server \(use.server) \(expiries.isEmpty ? "is gone" : "ran out") in mid-call",
                evidence: [
                    FindingEvidence(
                        text: text, frames: frames.distinct(),
                        filter: "stun && \(filter(EndpointPair(use.client, use.server)))")
                ],
                place: expiries.isEmpty ? nil : .client,
                action:
                    "The client must refresh an allocation in time (RFC 8656 7): see whether its Refresh was sent, and "
                    + "whether the server restarted or lost it.")
        }
    }
}
