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
                text: stuck.passesTap
                    ? "the \(name)'s \(flight) passed this tap and was never answered; "
                        + "\(stuck.retransmissions) flights were repeated since"
                    : "the \(name)'s \(flight) never came, or never whole, to this tap; "
                        + "\(stuck.retransmissions) flights were repeated since",
                frames: [stuck.sinceFrame] + flights.prefix(4).map(\.firstFrame).filter { $0 != stuck.sinceFrame },
                filter: "dtls && \(Self.filter(pair))")
        ]
        if association.clientHelloIsIncomplete {
            evidence.append(
                FindingEvidence(
                    text: "only part of the ClientHello was seen: large datagrams are lost (path MTU)",
                    frames: flights.prefix(2).map(\.firstFrame), filter: "dtls && \(Self.filter(pair))"))
        }
        return Finding(
            code: "dtls_stuck", severity: .critical,
            title: "DTLS stuck: ICE connected, but the handshake never finished; no DTLS gets through from the \(name)",
            evidence: evidence, place: place(ofSender: sender, passesTap: stuck.passesTap),
            action:
                "Check what drops DTLS from the \(name): several network interfaces, asymmetric routing, a firewall, "
                + "or datagrams larger than the path's MTU.")
    }

    /// Where something is lost that a side sent: before the tap or behind it.
    func place(ofSender sender: CallSide, passesTap: Bool) -> FindingPlace { passesTap ? .downstream : .upstream }
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
