/// How a loss by size shows.
public enum ReportedSizeLossBasis: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// Shorter parts of the same message come to this tap again and again, the longest part never: lost before this tap.
    case missingPart = "missing-part"
    /// Only shorter packets of that side are answered. Possible, not shown: other causes look the same from here.
    case unanswered
}
