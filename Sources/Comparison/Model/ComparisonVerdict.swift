public import Report

public enum ComparisonVerdict: String, CaseIterable, Hashable, Sendable, JSONRepresentable {
    case agree
    case explained
    case disagree
    /// No call of the capture is the one that the client speaks of.
    case noMatch = "no_match"
}
