public import Report

/// What became of one field.
public enum FieldVerdict: String, CaseIterable, Hashable, Sendable, JSONRepresentable {
    /// Both say the same.
    case agree
    /// They differ, and the path between tap and client is why.
    case explained
    /// Both cannot be true.
    case disagree
    /// One of them cannot know it.
    case notComparable = "not_comparable"

    /// Of several, the one that must not be missed.
    var weight: Int {
        switch self {
        case .notComparable: 0
        case .agree: 1
        case .explained: 2
        case .disagree: 3
        }
    }
}
