public import Report

/// The client's clock beside the capture's.
public struct ClockDescription: Hashable, Sendable, JSONRepresentable {
    /// The client's less the capture's, at the call's begin.
    public var offsetMilliseconds: Double?
    public var driftPPM: Double?
    public var uncertaintyMilliseconds: Double?
    public var confidence: ReportedConfidence
    /// What it was fitted on.
    public var basis: String

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("offset_ms", offsetMilliseconds, decimals: 3)
            $0.member("drift_ppm", driftPPM, decimals: 3)
            $0.member("uncertainty_ms", uncertaintyMilliseconds, decimals: 3)
            $0.member("confidence", confidence)
            $0.member("basis", basis)
        }
    }
}
