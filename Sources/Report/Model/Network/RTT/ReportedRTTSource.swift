/// What a round trip was measured with.
public enum ReportedRTTSource: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// Connectivity and consent checks.
    case stun
    /// LSR and DLSR.
    case rtcp
    /// Client and TURN server only.
    case turn
    /// Handshake flights: an upper bound.
    case dtls
    /// Acknowledgements: a bound.
    case tcp
}
