/// A part of the path between the two ends, as seen from the tap.
public enum FindingPlace: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// Before the tap, as the packets run: the way to it, or the sender itself.
    case upstream
    /// Behind the tap, as the packets run: the way from it, or the receiver itself.
    case downstream
    case client
    case farEnd = "far-end"
    /// The capture itself, not the call.
    case capture
}
