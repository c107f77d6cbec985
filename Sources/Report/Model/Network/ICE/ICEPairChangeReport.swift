/// A change of a pair's state.
public struct ICEPairChangeReport: Hashable, Sendable, JSONRepresentable {
    /// Unix seconds.
    public var time: UnixTime
    /// The frame that shows it.
    public var frame: UInt64?
    /// The new state.
    public var state: ReportedPairState

    public init(time: UnixTime, frame: UInt64? = nil, state: ReportedPairState) {
        self.time = time
        self.frame = frame
        self.state = state
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("state", state)
        }
    }
}
