/// How a pair was nominated.
public enum ReportedNominationKind: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// After a check without USE-CANDIDATE had been answered.
    case regular
    /// With the first check.
    case aggressive
}
