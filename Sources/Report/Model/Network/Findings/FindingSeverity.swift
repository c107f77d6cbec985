public enum FindingSeverity: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case info
    case warning
    case critical
}
