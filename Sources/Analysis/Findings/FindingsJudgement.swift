import ICE
import Report
import Wire

/// What is wrong with a call, each with its evidence: the documented diagnoses and thresholds.
///
/// One file per diagnosis; each is a property that is nil where it does not hold.
struct FindingsJudgement {
    let call: CallJudgement
    let rtt: RTTJudgement

    init(_ call: CallJudgement, rtt: RTTJudgement) {
        self.call = call
        self.rtt = rtt
    }

    /// The gravest first.
    var findings: [Finding] {
        let all =
            [dtlsStuck, iceFailed, oneWayMedia, gatheringFailed, allRelay].compactMap(\.self)
            + qualityFindings + captureFindings
        return all.enumerated().sorted { left, right in
            (right.element.severity, left.offset) < (left.element.severity, right.offset)
        }.map(\.element)
    }

    /// A Wireshark display filter for everything between two endpoints. What a TURN server relays runs in the packets between
    /// it and its client.
    func filter(_ pair: EndpointPair) -> String {
        let relay = call.facts.paths.first { $0.pair == pair }?.relay
        let outer = relay.map { EndpointPair($0.client, $0.server) } ?? pair
        let transport = call.facts.paths.first { $0.pair == outer }?.transport ?? .udp
        func end(_ endpoint: Endpoint) -> String {
            let family = endpoint.address.isIPv4 ? "ip" : "ipv6"
            return "\(family).addr == \(endpoint.address) && \(transport.name).port == \(endpoint.port)"
        }
        return "\(end(outer.lower)) && \(end(outer.upper))"
    }
}
