public import Report

/// The shapes that client reports come in.
public enum ClientReportShape: String, CaseIterable, Hashable, Sendable, JSONRepresentable {
    /// The documented API's response, a whole call.
    case documentedCall = "documented-call"
    /// The documented API's ICE part alone.
    case documentedICE = "documented-ice"
    /// The body that the SDKs post; several segments of one call are put together.
    case sdkPayload = "sdk-payload"
    /// An entry of the account API's page.
    case accountEntry = "account-entry"
    /// One frame of the debug stream, or several.
    case debugFrames = "debug-frames"
    /// The debug stream's saved timeline.
    case debugTimeline = "debug-timeline"
    /// One getStats() result, or a series of them.
    case rawStats = "raw-stats"
    /// A dump of chrome://webrtc-internals: one peer connection of it.
    case internalsDump = "internals-dump"

    public func write(to json: inout JSONWriter) { json.string(rawValue) }
}
