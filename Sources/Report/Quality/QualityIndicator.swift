/// The documented overall indicator.
public enum QualityIndicator: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case excellent
    case fair
    case poor
}
