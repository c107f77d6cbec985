/// Mean opinion scores by the SDK's two formulas.
public struct MOSReport: Hashable, Sendable, JSONRepresentable {
    /// 1 to 4.5, as the SDK's call report computes it.
    public var callReport: Double?
    /// 1 to 5, as the SDK's debug stream computes it.
    public var debugStream: Double?

    public init(callReport: Double? = nil, debugStream: Double? = nil) {
        self.callReport = callReport
        self.debugStream = debugStream
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("call_report", callReport, decimals: 3)
            $0.member("debug_stream", debugStream, decimals: 3)
        }
    }
}
