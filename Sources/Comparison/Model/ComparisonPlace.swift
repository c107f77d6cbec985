public import Report

/// Where on the path a difference arose.
public enum ComparisonPlace: String, CaseIterable, Hashable, Sendable, JSONRepresentable {
    /// In the client itself.
    case client
    /// Between the client and the tap.
    case betweenTapAndClient = "between-tap-and-client"
    /// Between the tap and the far end.
    case betweenTapAndFarEnd = "between-tap-and-far-end"
    case farEnd = "far-end"
    case capture
}
