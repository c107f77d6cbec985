/// How far a conclusion may be relied on.
public enum ReportedConfidence: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// A default, or a tie broken by rule.
    case low
    /// Likely: one kind of evidence.
    case medium
    /// Several kinds of evidence that agree.
    case high
    /// Stated by the operator, or read in clear.
    case certain
}
