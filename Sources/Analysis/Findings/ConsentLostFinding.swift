import ICE
import Report
import Wire

extension FindingsJudgement {
    /// One check without an answer is one lost packet; consent is asked for each 5 s (RFC 7675 5.1).
    private static var consentSilence: Int64 { 5_000_000_000 }

    /// Consent checks on the pair in use went unanswered for 5 s and more; where they stayed so, `ice_failed` says it.
    var consentLost: [Finding] {
        let closed = call.facts.closed
        return [call.perspective.client, 1 - call.perspective.client].compactMap { agent in
            let value = call.session.agents[agent]
            let used = Set(value.pathsTaken.map(\.pair) + [value.selected?.pair].compactMap(\.self))
            var lost: [(pair: ICEPair, outage: ConsentOutage)] = []
            for index in used.sorted() {
                let pair = call.session.pairs[index]
                for outage in pair.outages[pair.side(of: agent)]
                where isLost(outage, on: index, by: value, closed: closed) {
                    lost.append((pair, outage))
                }
            }
            guard let worst = lost.max(by: { $0.outage.length < $1.outage.length }),
                !(call.iceState == .failed && agent == call.perspective.client)
            else { return nil }
            return finding(worst.outage, on: worst.pair, of: agent, count: lost.count)
        }
    }

    /// Whether the agent still sent on the pair: checks of one that it has left may go unanswered, and those that come
    /// after the call's close.
    private func isLost(_ outage: ConsentOutage, on index: Int, by agent: ICEAgent, closed: Moment?) -> Bool {
        guard let lastAnswer = outage.lastAnswer, outage.requests > 1, outage.length >= Self.consentSilence
        else { return false }
        if let closed, outage.regained == nil,
            closed < outage.firstRequest || closed.time.nanoseconds(since: lastAnswer.time) < Self.consentSilence
        {
            return false
        }
        if agent.selected?.pair == index { return true }
        let last = agent.pathsTaken.last { $0.pair == index }?.media.last
        return last.map { outage.firstRequest < $0 } ?? false
    }

    private func finding(_ outage: ConsentOutage, on pair: ICEPair, of agent: Int, count: Int) -> Finding {
        let name = agent == call.perspective.client ? "client" : "far end"
        let seconds = Self.text(Double(outage.length) / 1e9)
        let end = outage.expired != nil ? ", until it expired" : outage.regained != nil ? ", then regained" : ""
        return Finding(
            code: .consentLost, severity: outage.expired != nil ? .critical : .warning,
            title: "Consent of the \(name) lost for \(seconds) s\(end)",
            evidence: [
                FindingEvidence(
                    text: "\(outage.requests) checks in a row were not answered"
                        + (count > 1 ? "; \(count) such times in all" : ""),
                    frames: [
                        outage.lastAnswer?.frame, outage.firstRequest.frame, outage.lastRequest.frame,
                        outage.regained?.frame,
                    ].compactMap(\.self).distinct(), filter: "stun && \(filter(pair.endpoints))")
            ],
            place: .downstream,
            action: "Look for an outage between this tap and the one that did not answer: media sent then was lost too."
        )
    }
}
