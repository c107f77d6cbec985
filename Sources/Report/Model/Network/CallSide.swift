/// An end of the call.
public enum CallSide: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// The SDK's side, `local`.
    case client
    /// The other one, `remote`.
    case farEnd = "far-end"
}
