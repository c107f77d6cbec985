/// A candidate pair as seen on the wire.
public struct ICEPair: Hashable, Sendable {
    /// RTCStatsIceCandidatePairState; `frozen` and `waiting` cannot be seen.
    public enum State: String, Hashable, Sendable {
        case inProgress = "in-progress"
        case succeeded
        case failed
    }

    public var endpoints: EndpointPair
    public var relay: ICEPath.Relay?
    /// Which agent (0 or 1) stands at the lower end.
    public var lowerAgent: Int
    /// Checks and consent by who asked.
    public var checks: PerSide<TransactionSummary>
    public var keepalives: PerSide<Tally>
    public var dtls: PerSide<Tally>
    public var media: PerSide<Tally>
    /// The pair's state as each side's own checks show it.
    public internal(set) var states: PerSide<State>

    /// Checks were seen on it, or answers to some.
    public var hasChecks: Bool { !checks.lower.isEmpty || !checks.upper.isEmpty }

    /// USE-CANDIDATE was sent on it, by whichever side.
    public var isNominated: Bool { checks.lower.nominations.count + checks.upper.nominations.count > 0 }

    public func agent(at side: PathSide) -> Int { side == .lower ? lowerAgent : 1 - lowerAgent }
    public func side(of agent: Int) -> PathSide { agent == lowerAgent ? .lower : .upper }
}
