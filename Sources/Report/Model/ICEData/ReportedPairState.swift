/// The states of a pair (RFC 8445 section 6.1.2.6) that packets can show; waiting and frozen cannot be seen.
public enum ReportedPairState: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case inProgress = "in-progress"
    case succeeded
    case failed
}
