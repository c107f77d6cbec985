/// Why nothing arrived for a while.
public enum ReportedGapCause: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// The timestamps jump with the clock, the sequence goes on.
    case senderPaused = "sender-paused"
    /// The timestamps say that the sender went on.
    case networkHeld = "network-held"
    /// The sequence jumps too.
    case lost
}
