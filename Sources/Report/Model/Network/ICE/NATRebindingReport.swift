/// An address that changed in mid-call without an ICE restart.
public struct NATRebindingReport: Hashable, Sendable, JSONRepresentable {
    /// Whose address.
    public var side: CallSide
    /// Before.
    public var from: TransportAddress
    /// After.
    public var to: TransportAddress
    /// Unix seconds.
    public var time: UnixTime
    /// The first frame that shows it.
    public var frame: UInt64?
    /// How it shows.
    public var evidence: String

    public init(
        side: CallSide, from: TransportAddress, to: TransportAddress, time: UnixTime, frame: UInt64? = nil,
        evidence: String
    ) {
        self.side = side
        self.from = from
        self.to = to
        self.time = time
        self.frame = frame
        self.evidence = evidence
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("side", side)
            $0.member("from", from)
            $0.member("to", to)
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("evidence", evidence)
        }
    }
}
