/// What a client asks a server for.
public enum ReportedServerKind: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case stun
    case turn
}
