/// A direction in the client's words.
public enum CallDirection: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// From the client to the far end.
    case sent
    /// From the far end to the client.
    case received
}
