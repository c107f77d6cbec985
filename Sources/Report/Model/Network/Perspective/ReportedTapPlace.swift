/// Where the capture was taken.
public enum ReportedTapPlace: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// Beside the client.
    case client
    /// Beside the far end.
    case farEnd = "far-end"
    /// Somewhere between them.
    case between
    /// Beside a TURN server of the call.
    case relay
}
