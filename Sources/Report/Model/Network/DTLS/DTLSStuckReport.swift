/// Where a handshake that never finished stands.
public struct DTLSStuckReport: Hashable, Sendable, JSONRepresentable {
    /// The flight that never comes, or never comes whole.
    public var missingFlight: ReportedDTLSFlight
    /// The side whose packets do not arrive.
    public var side: CallSide
    /// Handshake packets of that side pass this tap all the same: they are lost behind it.
    public var passesTap: Bool
    /// The last packet that brought the handshake on, Unix seconds.
    public var since: UnixTime
    /// That packet.
    public var frame: UInt64
    /// Flights repeated since then by either side, each repetition counted once.
    public var retransmissions: Int

    public init(
        missingFlight: ReportedDTLSFlight, side: CallSide, passesTap: Bool, since: UnixTime, frame: UInt64,
        retransmissions: Int
    ) {
        self.missingFlight = missingFlight
        self.side = side
        self.passesTap = passesTap
        self.since = since
        self.frame = frame
        self.retransmissions = retransmissions
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("missing_flight", missingFlight)
            $0.member("side", side)
            $0.member("passes_tap", passesTap)
            $0.member("since", since)
            $0.member("frame", frame)
            $0.member("retransmissions", retransmissions)
        }
    }
}
