/// Mean opinion scores, each by a named formula; null where a figure that the formula needs is unknown.
public struct MOSReport: Hashable, Sendable, JSONRepresentable {
    /// 1 to 4.5, as the SDK's call report computes it, of the received audio.
    public var callReport: Double?
    /// 1 to 5, as the SDK's debug stream computes it, of the received audio.
    public var debugStream: Double?
    /// What the SDK's debug stream calls that score.
    public var debugStreamLabel: OpinionLabel?
    /// ITU-T G.107 of what the client hears; null unless it is G.711.
    public var receivedEModel: EModelReport?
    /// ITU-T G.107 of what the client says; null unless it is G.711.
    public var sentEModel: EModelReport?

    public init(
        callReport: Double? = nil, debugStream: Double? = nil, debugStreamLabel: OpinionLabel? = nil,
        receivedEModel: EModelReport? = nil, sentEModel: EModelReport? = nil
    ) {
        self.callReport = callReport
        self.debugStream = debugStream
        self.debugStreamLabel = debugStreamLabel
        self.receivedEModel = receivedEModel
        self.sentEModel = sentEModel
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("call_report", callReport, decimals: 3)
            $0.member("debug_stream", debugStream, decimals: 3)
            $0.member("debug_stream_label", debugStreamLabel)
            $0.member("e_model_received", receivedEModel)
            $0.member("e_model_sent", sentEModel)
        }
    }
}
