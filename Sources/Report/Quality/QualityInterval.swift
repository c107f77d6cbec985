/// Scores of one interval's received audio.
public struct QualityInterval: Hashable, Sendable, JSONRepresentable {
    /// The interval's end, Unix seconds.
    public var timestamp: UnixTime
    /// 1 to 4.5, as the SDK's call report computes it.
    public var callReport: Double?
    /// 1 to 5, as the SDK's debug stream computes it.
    public var debugStream: Double?
    /// 1 to 4.5, ITU-T G.107, with the whole call's burst ratio; null unless it is G.711.
    public var eModel: Double?

    public init(timestamp: UnixTime, callReport: Double? = nil, debugStream: Double? = nil, eModel: Double? = nil) {
        self.timestamp = timestamp
        self.callReport = callReport
        self.debugStream = debugStream
        self.eModel = eModel
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("timestamp", timestamp)
            $0.member("call_report", callReport, decimals: 3)
            $0.member("debug_stream", debugStream, decimals: 3)
            $0.member("e_model", eModel, decimals: 3)
        }
    }
}
