/// A part of the path between the two ends, as seen from the tap.
public enum FindingPlace: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// Between the sender and the tap.
    case upstream
    /// Between the tap and the receiver.
    case downstream
    case client
    case farEnd = "far-end"
    /// The capture itself, not the call.
    case capture
}
