/// A role that a side claimed in its checks.
public struct ICERoleClaim: Hashable, Sendable, JSONRepresentable {
    /// Who claimed it.
    public var side: CallSide
    /// The role.
    public var role: ReportedICERole
    /// 64 bits in hexadecimal.
    public var tieBreaker: String
    /// Checks that claimed it.
    public var checks: Sightings

    public init(side: CallSide, role: ReportedICERole, tieBreaker: String, checks: Sightings) {
        self.side = side
        self.role = role
        self.tieBreaker = tieBreaker
        self.checks = checks
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("side", side)
            $0.member("role", role)
            $0.member("tie_breaker", tieBreaker)
            $0.member("checks", checks)
        }
    }
}
