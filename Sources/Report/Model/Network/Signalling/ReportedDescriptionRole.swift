/// A session description's part in offer and answer (RFC 3264).
public enum ReportedDescriptionRole: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case offer
    case answer
}
