public enum FindingSeverity: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case info
    case warning
    case critical
}

extension FindingSeverity: Comparable {
    /// The graver is the greater.
    public static func < (left: FindingSeverity, right: FindingSeverity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .critical: 2
        }
    }
}
