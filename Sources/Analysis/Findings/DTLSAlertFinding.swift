import Report
import Wire

extension FindingsJudgement {
    /// One side ended the handshake or the association with a fatal alert in the clear.
    var dtlsAlerts: [Finding] {
        guard let association = call.association else { return [] }
        let fatal = association.value.alerts.filter { event in
            guard let alert = event.alert else { return false }
            return alert.level == .fatal && alert.description != .closeNotify
        }
        guard let first = fatal.first, let alert = first.alert else { return [] }
        let sender = call.side(onPath: association.path, isForward: first.isForward)
        let name = sender == .client ? "client" : "far end"
        let description = alert.description.name ?? "alert \(alert.description.rawValue)"
        let wasConnected = association.value.change(to: .connected).map { $0.time <= first.time } ?? false
        return [
            Finding(
                code: .dtlsAlert, severity: wasConnected ? .warning : .critical,
                title: wasConnected
                    ? "The \(name) sent a fatal alert after the handshake: \(description)"
                    : "The \(name) refused the handshake: \(description)",
                evidence: [
                    FindingEvidence(
                        text:
                            "fatal alert \(description) of the \(name)\(fatal.count > 1 ? ", \(fatal.count) times" : "")",
                        frames: fatal.prefix(8).map(\.frame),
                        filter: "dtls.alert_message && \(filter(call.facts.paths[association.path].pair))")
                ],
                place: sender == .client ? .client : .farEnd,
                action: alert.description.advice + " (RFC 5246 7.2.2).")
        ]
    }
}

extension DTLSAlert.Description {
    /// What to look at first.
    fileprivate var advice: String {
        switch rawValue {
        case 40, 47, 70, 71, 109, 110:
            "Compare both hellos: DTLS versions, ciphers, groups and SRTP profiles that the two do not share"
        case 42...46, 48, 49, 113, 116:
            "Compare the certificate with the fingerprint in the SDP, which a proxy may have changed; see its dates and kind"
        case 20, 50, 51:
            "See whether something on the way changes or mixes up datagrams, or answers in the other side's place"
        default: "See the log of the side that sent it"
        }
    }
}
