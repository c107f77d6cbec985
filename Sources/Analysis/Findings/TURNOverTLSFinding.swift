import Report

extension FindingsJudgement {
    /// A TLS connection to the TURN port or to a known server: a relay may run in it, unseen.
    var turnOverTLS: Finding? {
        let connections = call.tlsConnections
        guard let first = connections.first else { return nil }
        return Finding(
            code: .turnOverTLS, severity: .info,
            title: "The client has a TLS connection to \(first.server): a relay in it cannot be seen",
            evidence: connections.prefix(4).map { connection in
                FindingEvidence(
                    text: "\(connection.client) > \(connection.server): \(connection.evidence)",
                    frames: [connection.frame].compactMap(\.self),
                    filter: "tcp.port == \(connection.client.port) && tcp.port == \(connection.server.port)")
            },
            place: .client,
            action: "Media and candidates of a relay within TLS are not in this report: capture behind the TURN server."
        )
    }
}
