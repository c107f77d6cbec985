/// The part of the path that a half was measured on.
public enum ReportedRTTSpan: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case clientToTap = "client-tap"
    case tapToFarEnd = "tap-far-end"
    case clientToTURN = "client-turn"
    case tapToTURN = "tap-turn"
}
