import ICE
import Report

extension FindingsJudgement {
    /// An address changed in mid-call without an ICE restart.
    var natRebindings: [Finding] {
        [call.perspective.client, 1 - call.perspective.client].compactMap { agent in
            let rebindings = call.session.agents[agent].rebindings
            guard let first = rebindings.first else { return nil }
            let isClient = agent == call.perspective.client
            let name = isClient ? "client" : "far end"
            let times = rebindings.count == 1 ? "" : " \(rebindings.count) times"
            let cost = cost(ofChangeAt: first.at, by: agent)
            return Finding(
                code: .natRebinding, severity: cost.isHeard ? .warning : .info,
                title:
                    "The \(name)'s address changed\(times) in mid-call from \(first.from) to \(first.to) without an ICE restart"
                    + cost.text,
                evidence: [
                    FindingEvidence(
                        text: first.evidence == .mappedAddress
                            ? "answers to its checks give another mapped address: the NAT stands behind this tap"
                            : "its packets come from another address: the NAT, or its way out, changed before this tap",
                        frames: rebindings.prefix(8).map(\.at.frame),
                        filter: filter(call.session.pairs[first.pair].endpoints))
                ],
                place: isClient ? .client : .farEnd,
                action:
                    "A NAT whose mapping timed out or was moved, or a change of network: look at its timeout, and at "
                    + "what the \(name)'s network did then.")
        }
    }
}
