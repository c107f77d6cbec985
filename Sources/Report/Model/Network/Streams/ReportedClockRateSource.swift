/// How a clock rate became known.
public enum ReportedClockRateSource: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// RFC 3551.
    case staticPayloadType = "static"
    case sessionDescription = "sdp"
    case operatorMap = "operator"
    /// From the slope of RTP timestamp over arrival time.
    case inferred
}
