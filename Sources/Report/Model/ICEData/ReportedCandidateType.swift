/// `RTCIceCandidateType` (RFC 8445 section 5.1.1).
public enum ReportedCandidateType: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case host
    case serverReflexive = "srflx"
    case peerReflexive = "prflx"
    case relay
}
