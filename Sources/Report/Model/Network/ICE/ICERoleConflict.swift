/// Checks refused with 487: both sides claimed one role (RFC 8445 7.3.1.1).
public struct ICERoleConflict: Hashable, Sendable, JSONRepresentable {
    /// Whose checks were refused.
    public var side: CallSide
    /// The error responses.
    public var refusals: Sightings

    public init(side: CallSide, refusals: Sightings) {
        self.side = side
        self.refusals = refusals
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("side", side)
            $0.member("refusals", refusals)
        }
    }
}
