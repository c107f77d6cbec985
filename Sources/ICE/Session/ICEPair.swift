public import Wire

/// A candidate pair as seen on the wire.
///
/// By reference: it is looked at in many places, and has some twenty arrays that a copy would count one by one.
public final class ICEPair {
    /// RTCStatsIceCandidatePairState; `frozen` and `waiting` cannot be seen.
    public enum State: String, Hashable, Sendable {
        case inProgress = "in-progress"
        case succeeded
        case failed
    }

    public struct StateChange: Hashable, Sendable {
        public var state: State
        public var at: Moment
    }

    /// How USE-CANDIDATE came (RFC 8445 8.1.1; RFC 5245 8.1.1.2).
    public enum Nomination: String, Hashable, Sendable {
        /// After a check without it had been answered.
        case regular
        /// With the first check.
        case aggressive
    }

    public let endpoints: EndpointPair
    public let relay: ICEPath.Relay?
    /// Which agent (0 or 1) stands at the lower end.
    public let lowerAgent: Int
    /// Checks and consent by who asked.
    public let checks: PerSide<TransactionSummary>
    public let keepalives: PerSide<Tally>
    public let dtls: PerSide<Tally>
    public let media: PerSide<Tally>
    /// The pair's state as each side's own checks show it.
    public internal(set) var states = PerSide(lower: State.inProgress, upper: .inProgress)
    /// Every state that it went through, as each side's own checks show it.
    public internal(set) var changes = PerSide<[StateChange]>(lower: [], upper: [])
    /// Times at which each side's checks were not answered, the longest 16.
    public internal(set) var outages = PerSide<[ConsentOutage]>(lower: [], upper: [])

    init(_ path: ICEPath, lowerAgent: Int) {
        endpoints = path.pair
        relay = path.relay
        self.lowerAgent = lowerAgent
        checks = PerSide(lower: path.facts.bindings(from: .lower), upper: path.facts.bindings(from: .upper))
        keepalives = path.facts.keepalives
        dtls = path.dtls
        media = path.media
    }

    /// Checks were seen on it, or answers to some.
    public var hasChecks: Bool { !checks.lower.isEmpty || !checks.upper.isEmpty }

    /// The capture holds an answer to some check of the agent at that side, on whatever pair.
    public internal(set) var seesAnswers = PerSide(lower: false, upper: false)

    /// A check with USE-CANDIDATE of either side was answered (RFC 8445 7.2.5.3.4); was sent on a pair that carries media,
    /// where the capture holds no answer to any check of that agent.
    public var isNominated: Bool { isNominationAnswered || isNominationAssumed }

    private var isNominationAnswered: Bool {
        checks.lower.nominationSuccesses.count + checks.upper.nominationSuccesses.count > 0
    }

    /// Whether a nomination was answered cannot be seen.
    public var isNominationAssumed: Bool {
        !isNominationAnswered && media.lower.count + media.upper.count > 0
            && PathSide.allCases.contains { !seesAnswers[$0] && checks[$0].nominations.count > 0 }
    }

    /// How it was nominated; nil if it was not, or if the capture may have missed the checks before.
    public var nomination: Nomination? {
        let side: PathSide = checks.lower.nominations.count >= checks.upper.nominations.count ? .lower : .upper
        guard let nominated = checks[side].nominations.first, let first = checks[side].requests.first else {
            return nil
        }
        if first < nominated { return .regular }
        let traffic = [media.lower.first, media.upper.first].reduce(nil as Moment?) { Moment.earliest($0, $1) }
        return traffic.map { $0 < first } == true ? nil : .aggressive
    }

    /// Addresses that the other end saw a side's checks come from, other than the one at the tap.
    public func mappings(of side: PathSide) -> [TallyList<Endpoint>.Entry] {
        checks[side].mapped.entries.filter { $0.value != endpoints[side] }
    }

    public func agent(at side: PathSide) -> Int { side == .lower ? lowerAgent : 1 - lowerAgent }
    public func side(of agent: Int) -> PathSide { agent == lowerAgent ? .lower : .upper }
}
