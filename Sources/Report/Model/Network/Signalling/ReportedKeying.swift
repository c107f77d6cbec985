/// How a media section's packets are protected.
public enum ReportedKeying: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// Plain RTP.
    case clear
    /// DTLS-SRTP: the fingerprint is in the description.
    case dtls
    /// Keys in the description (RFC 4568).
    case sdes
    /// SRTP, keyed in some other way.
    case unknown
}
