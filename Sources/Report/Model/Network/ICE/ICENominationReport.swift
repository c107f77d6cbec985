/// The nomination of a pair.
public struct ICENominationReport: Hashable, Sendable, JSONRepresentable {
    /// Who nominated it.
    public var side: CallSide
    /// Null where the capture may have missed the checks before.
    public var kind: ReportedNominationKind?
    /// Checks with USE-CANDIDATE.
    public var checks: Sightings
    /// The first answer to one of them, Unix seconds.
    public var answered: UnixTime?
    /// Frame number.
    public var answeredFrame: UInt64?

    public init(
        side: CallSide, kind: ReportedNominationKind? = nil, checks: Sightings, answered: UnixTime? = nil,
        answeredFrame: UInt64? = nil
    ) {
        self.side = side
        self.kind = kind
        self.checks = checks
        self.answered = answered
        self.answeredFrame = answeredFrame
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("side", side)
            $0.member("kind", kind)
            $0.member("checks", checks)
            $0.member("answered", answered)
            $0.member("answered_frame", answeredFrame)
        }
    }
}
