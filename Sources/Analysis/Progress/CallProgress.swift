public import Report

/// A call in progress, and how its audio did in the interval that ended last.
public struct CallProgress: Sendable {
    /// One direction's audio.
    public struct Direction: Hashable, Sendable {
        /// RTP packets so far.
        public var packets: Int
        /// Missing before the tap so far.
        public var lost: Int
        /// Payload bytes so far; nil while the SRTP tag's length is not known.
        public var bytes: Int?
        /// Percent of the interval's; nil where none was expected.
        public var packetLossPercent: Double?
        /// Mean in the interval, in ms.
        public var jitterMilliseconds: Double?
        /// Mean in the interval, 0 to 1.
        public var audioLevel: Double?
    }

    public var callID: String
    /// The interval's end.
    public var timestamp: UnixTime
    public var firstPacket: UnixTime
    public var lastPacket: UnixTime
    /// Nil where not one packet of that side was captured.
    public var sent: Direction?
    public var received: Direction?
    /// In ms: the last round trip at or before the interval's end.
    public var rttMilliseconds: Double?
    public var client: TransportAddress?
    public var farEnd: TransportAddress?
    /// Of the selected pair, seen from the client.
    public var localCandidate: ReportedCandidateType?
    public var remoteCandidate: ReportedCandidateType?
    public var iceState: ReportedICEState?
    public var dtlsState: ReportedDTLSState?
}
