/// The call as a whole: `data.call`.
public struct CallSummary: Hashable, Sendable, JSONRepresentable {
    /// The operator's, the client report's or the signalling's id; else a UUID derived from the call.
    public var callID: String
    /// Seconds from the call's first to its last packet.
    public var durationSeconds: Double?
    /// From a matched client report only.
    public var sdkVersion: String?
    /// From a matched client report or signalling only.
    public var telnyxSessionID: String?
    /// From a matched client report or signalling only.
    public var telnyxLegID: String?

    public init(
        callID: String, durationSeconds: Double? = nil, sdkVersion: String? = nil, telnyxSessionID: String? = nil,
        telnyxLegID: String? = nil
    ) {
        self.callID = callID
        self.durationSeconds = durationSeconds
        self.sdkVersion = sdkVersion
        self.telnyxSessionID = telnyxSessionID
        self.telnyxLegID = telnyxLegID
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("call_id", callID)
            $0.member("duration", durationSeconds, decimals: 3)
            $0.member("sdk_version", sdkVersion)
            $0.member("telnyx_session_id", telnyxSessionID)
            $0.member("telnyx_leg_id", telnyxLegID)
        }
    }
}
