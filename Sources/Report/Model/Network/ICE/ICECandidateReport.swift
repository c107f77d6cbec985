/// A candidate of either side.
public struct ICECandidateReport: Hashable, Sendable, JSONRepresentable {
    /// Whose.
    public var side: CallSide
    /// prflx where the packets do not decide it.
    public var type: ReportedCandidateType
    /// False where the type is only the best guess.
    public var decided: Bool
    /// Its transport address.
    public var endpoint: TransportAddress
    /// The address it was reached from, if another.
    public var base: TransportAddress?
    /// Unix seconds.
    public var firstSeen: UnixTime
    /// First frame that shows it.
    public var frame: UInt64?
    /// What shows it, and from whose point of view.
    public var knownBy: String

    public init(
        side: CallSide, type: ReportedCandidateType, decided: Bool, endpoint: TransportAddress,
        base: TransportAddress? = nil, firstSeen: UnixTime, frame: UInt64? = nil, knownBy: String
    ) {
        self.side = side
        self.type = type
        self.decided = decided
        self.endpoint = endpoint
        self.base = base
        self.firstSeen = firstSeen
        self.frame = frame
        self.knownBy = knownBy
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("side", side)
            $0.member("type", type)
            $0.member("decided", decided)
            $0.member("endpoint", endpoint)
            $0.member("base", base)
            $0.member("first_seen", firstSeen)
            $0.member("frame", frame)
            $0.member("known_by", knownBy)
        }
    }
}
