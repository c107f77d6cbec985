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

extension ReportedNominationKind {
    init(_ nomination: ICEPair.Nomination) { self = nomination == .regular ? .regular : .aggressive }
}

extension Sightings {
    /// Nil of what was never seen.
    init?(_ tally: Tally) {
        guard let first = tally.first, let last = tally.last else { return nil }
        self.init(
            count: tally.count, first: UnixTime(first.time), firstFrame: first.frame, last: UnixTime(last.time),
            lastFrame: last.frame)
    }
}

extension STUNErrorCount {
    init(_ refused: ICEServerUse.Refused) {
        let refusal = refused.entry.value
        self.init(
            code: Int(refusal.code.rawValue),
            reason: refusal.code.description + (refusal.isAuthenticated ? ", to a request with credentials" : ""),
            count: refused.entry.tally.count, method: refused.method.description, isChallenge: refused.isChallenge,
            seen: Sightings(refused.entry.tally))
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
