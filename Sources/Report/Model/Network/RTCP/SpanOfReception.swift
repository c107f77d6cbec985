/// What a receiver lost from one report to another, and what the tap missed of the same packets.
public struct SpanOfReception: Hashable, Sendable, JSONRepresentable {
    /// Time of the earlier report, Unix seconds.
    public var from: UnixTime
    /// Time of the later report, Unix seconds.
    public var to: UnixTime
    /// Packets by sequence number, alike at both.
    public var expected: Int
    /// Packets that the receiver lost.
    public var lost: Int
    /// Packets of the same range that were lost before the tap.
    public var tapLost: Int
    /// Packets lost between tap and receiver; negative where what was duplicated there made up for losses.
    public var lostDownstream: Int

    public init(
        from: UnixTime, to: UnixTime, expected: Int, lost: Int, tapLost: Int, lostDownstream: Int
    ) {
        self.from = from
        self.to = to
        self.expected = expected
        self.lost = lost
        self.tapLost = tapLost
        self.lostDownstream = lostDownstream
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("from", from)
            $0.member("to", to)
            $0.member("expected", expected)
            $0.member("lost", lost)
            $0.member("tap_lost", tapLost)
            $0.member("lost_downstream", lostDownstream)
        }
    }
}
