import Report

extension FindingsJudgement {
    /// The ServerHello comes from an address that the ClientHello was not sent to, and that no check opened.
    var dtlsOtherAddress: [Finding] {
        call.otherAddresses.filter { !$0.hasChecks }.map { other in
            let name = other.sender == .client ? "client" : "far end"
            let isStuck = call.association?.value.state != .connected
            return Finding(
                code: .dtlsOtherAddress, severity: isStuck ? .critical : .warning,
                title: "The \(name) answers DTLS from another address than it was asked at",
                evidence: [
                    FindingEvidence(
                        text: "the ClientHello went to \(other.sentTo), \(other.packets) datagrams come back from "
                            + "\(other.answeredFrom), where no connectivity check was made",
                        frames: [other.frame])
                ],
                place: other.sender == .client ? .client : .farEnd,
                action:
                    "The \(name) has several interfaces or an asymmetric route: bind its socket to the address that "
                    + "ICE selected, or correct its routing.")
        }
    }
}
