import ICE
import Report
import Wire

extension FindingsJudgement {
    /// Of a handshake message some parts come again and again, the longest never: lost for their size.
    ///
    /// A flight that is merely not answered may be lost for any reason: that is no more than evidence of `dtls_stuck`.
    var dtlsMTU: Finding? {
        guard let association = call.association else { return nil }
        let losses = call.sizeLosses(association.value, path: association.path).filter { $0.basis == .missingPart }
        guard let first = losses.first else { return nil }
        let name = first.sender == .client ? "client" : "far end"
        let isStuck = association.value.state == .connecting
        let pair = call.facts.paths[association.path].pair
        return Finding(
            code: .dtlsMTU, severity: isStuck ? .critical : .warning,
            title:
                "DTLS datagrams of the \(name) over \(first.longestPassedBytes) bytes do not come through to this tap: "
                + "the path's MTU is smaller than it takes it for",
            evidence: losses.map { loss in
                FindingEvidence(
                    text:
                        "in \(loss.transmissions) transmissions the parts of \(loss.longestPassedBytes) bytes came, and "
                        + "that of \(loss.shortestLostBytes) or more never",
                    frames: loss.frames, filter: "dtls && \(filter(pair))")
            },
            place: .upstream,
            action:
                "Find the link with the small MTU between the \(name) and this tap (VPN, tunnel, PPPoE) and let ICMP "
                + "'fragmentation needed' through, or lower the DTLS MTU of the \(name).")
    }
}
