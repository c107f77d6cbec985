/// What an agent's ICE transport can be seen to be (RTCIceTransportState of webrtc-pc).
///
/// `completed` and `disconnected` are the client's private judgement and are never given.
public enum ICEState: String, Hashable, Sendable {
    case new
    case checking
    case connected
    case failed
    case closed
}

/// A change of state, with when it came about and the frame that shows it.
public struct ICEStateChange: Hashable, Sendable {
    /// What shows it.
    public enum Evidence: Hashable, Sendable {
        case firstPacket, check, answer, otherTraffic, checksUnanswered, consentExpired, restart, orderlyEnd
    }

    public var state: ICEState
    public var at: Moment
    public var evidence: Evidence

    public init(_ state: ICEState, at moment: Moment, _ evidence: Evidence) {
        self.state = state
        at = moment
        self.evidence = evidence
    }
}
