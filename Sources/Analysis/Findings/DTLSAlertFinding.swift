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
                action: "See RFC 5246 7.2.2 for the alert: certificates and fingerprints of the SDP, or ciphers and "
                    + "profiles that the two do not share.")
        ]
    }
}
