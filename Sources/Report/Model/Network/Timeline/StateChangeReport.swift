/// A change of a documented state.
public struct StateChangeReport<State: JSONRepresentable & Hashable & Sendable>: Hashable, Sendable, JSONRepresentable {
    /// Unix seconds.
    public var time: UnixTime
    /// The frame that shows it; null where silence does.
    public var frame: UInt64?
    /// The new state.
    public var state: State
    /// Why.
    public var evidence: String?

    public init(time: UnixTime, frame: UInt64? = nil, state: State, evidence: String? = nil) {
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

/// A change of dtls_state.
public typealias DTLSStateChangeReport = StateChangeReport<ReportedDTLSState>
/// A change of the client's ice_state.
public typealias ICEStateChangeReport = StateChangeReport<ReportedICEState>
