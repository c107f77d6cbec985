import ICE
import Report
import Wire

extension FindingsJudgement {
    /// A flight unanswered for this long, in ns, is stuck: its first retransmission is due after a second at the latest
    /// (RFC 6347 4.2.4.1).
    private static var handshakePatience: Int64 { 3_000_000_000 }

    /// The documented "DTLS stuck": ICE connected, the handshake never finished.
    var dtlsStuck: Finding? {
        guard let path = call.association?.path, let association = call.association?.value,
            association.state == .connecting,
            !call.handshakeIsUnreadable, call.iceState == .connected || call.iceState == nil,
            let stuck = association.stuck,
            // A capture that ends in the middle of a handshake shows nothing stuck.
            stuck.retransmissions > 0 || call.facts.last.time.nanoseconds(since: stuck.since) > Self.handshakePatience
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
        if association.clientHelloIsIncomplete {
            evidence.append(
                FindingEvidence(
                    text: "only part of the ClientHello came to this tap: larger datagrams seem to be lost (path MTU)",
                    frames: flights.prefix(2).map(\.firstFrame), filter: "dtls && \(filter(pair))"))
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
