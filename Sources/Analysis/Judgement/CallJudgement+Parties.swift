import ICE
import Report
import Wire

extension CallJudgement {
    var perspectiveReport: Perspective {
        Perspective(
            local: party(perspective.client), remote: party(1 - perspective.client), evidence: perspective.evidence,
            confidence: perspective.confidence, tap: tap.place, tapEvidence: tap.evidence,
            tapConfidence: tap.confidence)
    }

    private func party(_ agent: Int) -> Party? {
        let value = session.agents[agent]
        guard !value.endpoints.isEmpty else { return nil }
        var endpoint: Endpoint?
        if let selected = value.selected {
            let pair = session.pairs[selected.pair]
            let side = pair.side(of: agent)
            // Behind a relay stands the relay's client.
            endpoint = pair.relay.flatMap { $0.relayedSide == side ? $0.client : nil } ?? pair.endpoints[side]
        }
        let addresses = Set(value.endpoints.map(\.address)).sorted().map(\.description)
        return Party(
            endpoint: (endpoint ?? value.endpoints.min()).map { TransportAddress($0) }, addresses: addresses,
            software: software(of: agent))
    }
}
