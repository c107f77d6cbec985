import ICE
import Report
import Wire

extension FindingsJudgement {
    /// The documented "DTLS stuck": ICE connected, the handshake never finished.
    var dtlsStuck: Finding? {
        guard let path = call.association?.path, let association = call.association?.value,
            let stuck = call.stuckHandshake, call.iceState == .connected || call.iceState == nil
        else { return nil }
        let sender = call.side(onPath: path, isForward: stuck.isForward)
        let name = sender == .client ? "client" : "far end"
        let flight = stuck.missing.text
        let pair = call.facts.paths[path].pair
        let flights = association.flights.filter { $0.isForward == stuck.isForward }
        var evidence = [
            FindingEvidence(
                text: (stuck.passesTap
                    ? "DTLS of the \(name) passed this tap, but the handshake stopped at the \(flight)"
                    : "the \(name)'s \(flight) never came, or never whole, to this tap")
                    + "; flights repeated since: \(stuck.retransmissions)",
                frames: [stuck.sinceFrame] + flights.prefix(4).map(\.firstFrame).filter { $0 != stuck.sinceFrame },
                filter: "dtls && \(filter(pair))")
        ]
        for loss in call.sizeLosses(association, path: path) {
            let name = loss.sender == .client ? "client" : "far end"
            evidence.append(
                FindingEvidence(
                    text: loss.basis == .missingPart
                        ? "of the \(name), datagrams of \(loss.longestPassedBytes) bytes come to this tap, those of "
                            + "\(loss.shortestLostBytes) or more never: lost by size (path MTU)"
                        : "of the \(name), packets of \(loss.longestPassedBytes) bytes are answered, DTLS datagrams of "
                            + "\(loss.shortestLostBytes) and more are not: perhaps lost by size (path MTU)",
                    frames: loss.frames, filter: "dtls && \(filter(pair))"))
        }
        for other in call.otherAddresses where !other.hasChecks {
            evidence.append(
                FindingEvidence(
                    text:
                        "the ClientHello to \(other.sentTo) is answered from \(other.answeredFrom), which no check opened",
                    frames: [other.frame]))
        }
        return Finding(
            code: .dtlsStuck, severity: .critical,
            title: "DTLS stuck: \(call.iceState == nil ? "" : "ICE connected, but ")the handshake never finished; "
                + (stuck.passesTap
                    ? "DTLS of the \(name) passes this tap, and nothing shows that it arrives"
                    : "the \(name)'s \(flight) does not come through to this tap"),
            evidence: evidence, place: stuck.passesTap ? .downstream : .upstream,
            action:
                "Check what drops DTLS from the \(name) \(stuck.passesTap ? "behind" : "before") this tap: several network "
                + "interfaces, asymmetric routing, a firewall, or datagrams larger than the path's MTU.")
    }
}

extension DTLSStuck.Flight {
    fileprivate var text: String {
        switch self {
        case .clientHello: "ClientHello"
        case .secondClientHello: "second ClientHello"
        case .serverHello: "ServerHello flight"
        case .clientFinished: "Finished flight"
        case .serverFinished: "Finished flight"
        }
    }
}
