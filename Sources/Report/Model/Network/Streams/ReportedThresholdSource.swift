/// How the client's jump threshold is known.
public enum ReportedThresholdSource: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// NACK as the session description says.
    case sessionDescription = "sdp"
    /// What is usual for the kind of media.
    case assumed
}
