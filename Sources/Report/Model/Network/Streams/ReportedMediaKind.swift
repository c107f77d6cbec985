/// What a stream carries.
public enum ReportedMediaKind: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case audio
    case video
    /// RFC 4588.
    case retransmission = "rtx"
    /// RFC 5109, RFC 8627.
    case forwardErrorCorrection = "fec"
}
