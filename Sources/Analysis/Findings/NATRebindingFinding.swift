import ICE
import Report

extension FindingsJudgement {
    /// An address changed in mid-call without an ICE restart.
    var natRebindings: [Finding] {
        [call.perspective.client, 1 - call.perspective.client].compactMap { (agent: Int) -> Finding? in
            let rebindings = call.session.agents[agent].rebindings
            guard let first = rebindings.first else { return nil }
            let isClient = agent == call.perspective.client
            let (name, other) = isClient ? ("client", "far end") : ("far end", "client")
            let times = rebindings.count == 1 ? "" : " \(rebindings.count) times"
            let own = cost(ofChangeAt: first.at, by: agent)
            let answer = cost(ofChangeAt: first.at, by: 1 - agent)
            var evidence = [
                FindingEvidence(
                    text: first.evidence == .mappedAddress
                        ? "answers to its checks give another mapped address: the NAT stands behind this tap"
                        : "its packets come from another address: the NAT, or its way out, changed before this tap",
                    frames: rebindings.prefix(8).map(\.at.frame),
                    filter: filter(call.session.pairs[first.pair].endpoints))
            ]
            if let text = answer.text {
                evidence.append(
                    FindingEvidence(
                        text: "the \(other) follows to the new address: \(text)",
                        frames: Array(answer.frames.prefix(8))))
            }
            return Finding(
                code: .natRebinding, severity: own.isHeard || answer.isHeard ? .warning : .info,
                title:
                    "The \(name)'s address changed\(times) in mid-call from \(first.from) to \(first.to) without an ICE "
                    + "restart" + (own.text.map { ": \($0)" } ?? ""),
                evidence: evidence, place: isClient ? .client : .farEnd,
                action:
                    "A NAT whose mapping timed out or was moved, or a change of network: look at its timeout, and at "
                    + "what the \(name)'s network did then.")
        }
    }
}
