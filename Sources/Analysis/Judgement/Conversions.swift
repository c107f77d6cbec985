import ICE
import Media
import Report
import Wire

// From the wire's values to the report's.

extension UnixTime {
    init(_ timestamp: Timestamp) { self.init(nanoseconds: timestamp.nanoseconds) }
}

extension TransportAddress {
    init(_ endpoint: Endpoint) { self.init(ip: endpoint.address.description, port: Int(endpoint.port)) }
}

extension SynchronizationSource {
    init(_ ssrc: SSRC) { self.init(rawValue: ssrc.rawValue) }
}

extension ReportedCandidateType {
    init(_ kind: ICECandidate.Kind) {
        switch kind {
        case .host: self = .host
        case .srflx: self = .serverReflexive
        case .prflx: self = .peerReflexive
        case .relay: self = .relay
        }
    }
}

extension ReportedICEState {
    init(_ state: ICEState) {
        switch state {
        case .new: self = .new
        case .checking: self = .checking
        case .connected: self = .connected
        case .failed: self = .failed
        case .closed: self = .closed
        }
    }
}

extension ReportedPairState {
    init(_ state: ICEPair.State) {
        switch state {
        case .inProgress: self = .inProgress
        case .succeeded: self = .succeeded
        case .failed: self = .failed
        }
    }
}

extension ReportedDTLSState {
    init(_ state: DTLSState) {
        switch state {
        case .new: self = .new
        case .connecting: self = .connecting
        case .connected: self = .connected
        case .closed: self = .closed
        case .failed: self = .failed
        }
    }
}

extension ReportedICERole {
    init(_ role: ICERole) { self = role == .controlling ? .controlling : .controlled }
}

extension STUNErrorCount {
    init(_ entry: TallyList<TransactionSummary.Refusal>.Entry) {
        self.init(
            code: Int(entry.value.code.rawValue),
            reason: entry.value.code.description
                + (entry.value.isAuthenticated ? ", to a request with credentials" : ""),
            count: entry.tally.count)
    }
}

extension IPProtocol {
    var name: String {
        switch self {
        case .udp: "udp"
        case .tcp: "tcp"
        default: "ip-\(rawValue)"
        }
    }
}

extension ReportedConfidence {
    /// From a share of certainty, 0...1.
    init(share: Double) {
        switch share {
        case 0.9...: self = .high
        case 0.5..<0.9: self = .medium
        default: self = .low
        }
    }
}
