import ICE
import Report

extension FindingsJudgement {
    /// Fewer may be a capture that ends amid the handshake.
    private static var minimumRepeats: Int { 2 }

    /// One side's DTLS passes the tap again and again, and not a datagram of the other's. A hello that does not come whole
    /// needs no other reason.
    var dtlsOneDirection: Finding? {
        guard let path = call.association?.path, let stuck = call.stuckHandshake,
            stuck.retransmissions >= Self.minimumRepeats,
            capture.missingDirection == nil, dtlsMTU == nil
        else { return nil }
        let directions = call.handshakeDirections
        guard let heard = directions.first(where: { $0.packets > 0 }),
            let silent = directions.first(where: { $0.packets == 0 }), hasChecks(of: silent.sender)
        else { return nil }
        let name = silent.sender == .client ? "client" : "far end"
        let other = silent.sender == .client ? "far end" : "client"
        return Finding(
            code: .dtlsOneDirection, severity: .critical,
            title: "No DTLS of the \(name) passes this tap, though its connectivity checks do",
            evidence: [
                FindingEvidence(
                    text:
                        "\(heard.packets) DTLS datagrams of the \(other), \(stuck.retransmissions) flights repeated, none "
                        + "of the \(name)",
                    frames: [heard.firstFrame, heard.lastFrame].compactMap(\.self).distinct(),
                    filter: "dtls && \(filter(call.facts.paths[path].pair))")
            ],
            place: nil,
            action:
                "Look for what drops DTLS and lets STUN through: the \(name)'s before this tap, or the \(other)'s behind "
                + "it; a firewall that inspects UDP, asymmetric routing, or a path too narrow for the datagrams.")
    }

    /// Checks of that side passed the tap, or its answers to some.
    private func hasChecks(of side: CallSide) -> Bool {
        let agent = side == .client ? call.perspective.client : 1 - call.perspective.client
        return call.session.pairs.contains { pair in
            let own = pair.side(of: agent)
            return pair.checks[own].requests.count + pair.checks[own.other].successes.count > 0
        }
    }
}
