/// A metric's grade in the documented table.
public enum QualityGrade: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case good
    case fair
    case poor
}
