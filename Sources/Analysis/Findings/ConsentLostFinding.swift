import ICE
import Report
import Wire

extension FindingsJudgement {
    private struct LostConsent {
        var pair: ICEPair
        var outage: ConsentOutage
        /// Nanoseconds without an answer while the pair was in use.
        var length: Int64
        var isExpired: Bool
    }

    /// libwebrtc's `disconnected`; a check without an answer now and then is a lost packet.
    private static var consentSilence: Int64 { 5_000_000_000 }
    /// Two in a row are chance where one in ten gets lost.
    private static var minimumChecks: Int { 3 }

    /// Consent checks on the pair in use went unanswered for 5 s and more; where they stayed so, `ice_failed` says it.
    var consentLost: [Finding] {
        [call.perspective.client, 1 - call.perspective.client].compactMap { (agent: Int) -> Finding? in
            let value = call.session.agents[agent]
            let used = Set(value.pathsTaken.map(\.pair) + [value.selected?.pair].compactMap(\.self))
            let lost = used.sorted().flatMap { index in
                let pair = call.session.pairs[index]
                return pair.outages[pair.side(of: agent)].compactMap { loss($0, on: index, by: value) }
            }
            return lost.max { $0.length < $1.length }.map { finding($0, of: agent, count: lost.count) }
        }
    }

    /// Checks of a pair that the agent has left, or of a call that was closed, may well go unanswered.
    private func loss(_ outage: ConsentOutage, on index: Int, by agent: ICEAgent) -> LostConsent? {
        guard let last = outage.lastAnswer, outage.requests >= Self.minimumChecks,
            outage.regained != nil || call.iceState != .failed
        else { return nil }
        var ends = [call.facts.closed?.time].compactMap(\.self)
        if agent.selected?.pair != index {
            guard let left = agent.pathsTaken.first(where: { $0.pair == index })?.media.last else { return nil }
            ends.append(left.time)
        }
        let end = (outage.regained ?? outage.lastRequest).time
        let length = ends.reduce(end, min).nanoseconds(since: last.time)
        guard length >= Self.consentSilence else { return nil }
        let isExpired = outage.expired.map { expired in ends.allSatisfy { expired <= $0 } } ?? false
        return LostConsent(pair: call.session.pairs[index], outage: outage, length: length, isExpired: isExpired)
    }

    private func finding(_ lost: LostConsent, of agent: Int, count: Int) -> Finding {
        let (name, other) = agent == call.perspective.client ? ("client", "far end") : ("far end", "client")
        let outage = lost.outage
        let end = lost.isExpired ? ", until it expired" : outage.regained != nil ? ", then regained" : ""
        let open = outage.regained == nil ? " If the \(other) was gone by then, it left without closing." : ""
        return Finding(
            code: .consentLost, severity: lost.isExpired ? .critical : .warning,
            title: "Consent of the \(name) lost for \(Self.text(Double(lost.length) / 1e9)) s\(end)",
            evidence: [
                FindingEvidence(
                    text: "\(outage.requests) checks in a row were not answered"
                        + (count > 1 ? "; \(count) such times in all" : ""),
                    frames: [
                        outage.lastAnswer?.frame, outage.firstRequest.frame, outage.lastRequest.frame,
                        outage.regained?.frame,
                    ].compactMap(\.self).distinct(), filter: "stun && \(filter(lost.pair.endpoints))")
            ],
            place: .downstream,
            action:
                "Look for an outage between this tap and the \(other): media that the \(name) sent then was lost too.\(open)"
        )
    }
}
