/// Who lost the packets that are missing in the capture.
public enum ReportedLossVerdict: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// Nothing is missing.
    case nothingLost = "none"
    /// They were lost on their way to the tap.
    case network
    /// They passed the tap; the capture missed them.
    case capture
    /// Either, or a link that stood still at the tap.
    case undecidable
}
