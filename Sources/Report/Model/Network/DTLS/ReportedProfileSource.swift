/// How the chosen SRTP protection profile became known.
public enum ReportedProfileSource: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// The server's use_srtp, in clear.
    case negotiated
    /// From the SRTCP layout and the offer.
    case inferred
    case keyLog = "key-log"
    /// a=crypto of the session description (RFC 4568).
    case signalled
}
