/// How far a SIP call had come.
public enum ReportedDialogState: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// INVITE, and nothing final yet.
    case calling
    /// Answered, and not ended.
    case established
    /// BYE.
    case ended
    /// CANCEL before an answer.
    case cancelled
    /// A final answer of 300 or more.
    case refused
}
