import ICE
import Report
import Wire

extension FindingsJudgement {
    /// Checks were sent and no pair ever worked, or consent ran out.
    var iceFailed: Finding? {
        guard call.hasICE else { return nil }
        let pairs = call.session.pairs
        let answered = pairs.contains { $0.checks.lower.successes.count + $0.checks.upper.successes.count > 0 }
        let failed = call.client.states.last { $0.state == .failed }
        let isFinal = call.iceState == .failed
        guard isFinal || !answered else { return nil }
        let wasConnected = call.client.states.contains { $0.state == .connected }
        let sent = pairs.reduce(0) { $0 + $1.checks.lower.requests.count + $1.checks.upper.requests.count }
        let frames = pairs.compactMap {
            Moment.earliest($0.checks.lower.requests.first, $0.checks.upper.requests.first)?.frame
        }
        let whose = answered ? " of the client" : ""
        let text =
            wasConnected
            ? "the client's checks were answered, then no more: consent expired (RFC 7675)"
            : "\(sent) checks on \(pairs.count) pairs, and no answer to one\(whose)"
        let title =
            if !isFinal {
                "No answer to a connectivity check passed this tap: ICE never connected, or one direction was not captured"
            } else if wasConnected {
                "ICE failed: connectivity was lost"
            } else {
                "ICE failed: no answer to a connectivity check\(whose) passed this tap"
            }
        return Finding(
            code: .iceFailed, severity: isFinal ? .critical : .warning, title: title,
            evidence: [
                FindingEvidence(
                    text: text, frames: Array((frames + [failed?.at.frame].compactMap(\.self)).prefix(8)),
                    filter: pairs.first.map { "stun && \(filter($0.endpoints))" })
            ],
            place: nil,
            action: "Check that UDP between the two addresses is allowed both ways, and that a relay is offered.")
    }

    /// The documented "all relay candidates", as far as the wire can show it.
    var allRelay: Finding? {
        guard call.hasICE, !call.client.candidates.isEmpty,
            call.client.candidates.allSatisfy({ $0.kind == .relay })
        else { return nil }
        return Finding(
            code: .allCandidatesRelay, severity: .warning,
            title: "All candidates relay: no check left a host or srflx address of the client in this capture",
            evidence: [
                FindingEvidence(
                    text: "candidates: "
                        + call.client.candidates.map { "relay \($0.endpoint)" }.joined(separator: ", "),
                    frames: call.client.candidates.map(\.firstSeen.frame), filter: "stun.type.method == 0x003")
            ],
            place: .client,
            action: "Check firewall and VPN settings of the client; expected if relay is forced for privacy.")
    }

    /// STUN or TURN servers that did not answer, or refused: the documented "no candidates at all".
    var gatheringFindings: [Finding] {
        let end = call.facts.last
        return call.client.servers.compactMap { use in
            let pair = EndpointPair(use.client, use.server)
            let asked = [use.bindings, use.allocate].compactMap(\.self)
            let first = asked.reduce(nil as Moment?) { Moment.earliest($0, $1.requests.first) }
            if let refusal = use.refusal {
                let code = Int(refusal.value.code.rawValue)
                return Finding(
                    code: .turnRefused, severity: call.hasICE ? .warning : .critical,
                    title: "TURN refused: \(refusal.value.code) from \(use.server); no relay candidate",
                    evidence: [
                        FindingEvidence(
                            text: "Allocate \(refusal.value.isAuthenticated ? "with credentials " : "")answered with "
                                + "\(refusal.value.code), \(refusal.tally.count) times",
                            frames: [first?.frame, refusal.tally.first?.frame].compactMap(\.self),
                            filter: "stun && \(filter(pair))")
                    ],
                    place: code == 401 ? .client : nil,
                    action: code == 401
                        ? "The TURN user name or password is wrong or has expired: check what the client is given."
                        : "See the TURN server's log for error \(code).")
            }
            if use.isSilent(at: end) {
                return Finding(
                    code: use.isTURN ? .turnUnreachable : .stunUnreachable,
                    severity: call.hasICE ? .warning : .critical,
                    title:
                        "\(use.isTURN ? "TURN" : "STUN") server \(use.server) unreachable: "
                        + "no answer from it passed this tap, so no candidates",
                    evidence: [
                        FindingEvidence(
                            text:
                                "\(asked.reduce(0) { $0 + $1.requests.count + $1.retransmissions }) requests, no answer",
                            frames: [first?.frame].compactMap(\.self), filter: "stun && \(filter(pair))")
                    ],
                    place: .downstream,
                    action: "Check that the client's network lets UDP (or TCP) through to \(use.server).")
            }
            return nil
        }
    }
}
