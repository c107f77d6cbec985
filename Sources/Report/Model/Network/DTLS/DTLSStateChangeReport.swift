/// A change of dtls_state.
public struct DTLSStateChangeReport: Hashable, Sendable, JSONRepresentable {
    /// Unix seconds.
    public var time: UnixTime
    /// The frame that shows it.
    public var frame: UInt64?
    /// The new state.
    public var state: ReportedDTLSState
    /// Why.
    public var evidence: String?

    public init(time: UnixTime, frame: UInt64? = nil, state: ReportedDTLSState, evidence: String? = nil) {
        self.time = time
        self.frame = frame
        self.state = state
        self.evidence = evidence
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("state", state)
            $0.member("evidence", evidence)
        }
    }
}
