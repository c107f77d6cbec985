/// ICE and TURN as the packets show them (RFC 8445, RFC 8656).
public struct ICEReport: Hashable, Sendable, JSONRepresentable {
    /// One for each pair of credentials: the first, then each restart.
    public var generations: [ICEGenerationReport]
    /// The two sides, for each generation.
    public var agents: [ICEAgentReport]
    /// Of both sides, with how each is known.
    public var candidates: [ICECandidateReport]
    /// Every pair of addresses that checks were seen on.
    public var pairs: [ICEPairReport]
    /// Of the client's ice_state.
    public var stateChanges: [ICEStateChangeReport]
    /// Error responses 487.
    public var roleConflicts: Int
    /// STUN and TURN servers that were asked.
    public var servers: [ICEServerReport]
    /// What TURN servers were asked for.
    public var allocations: [TURNAllocationReport]

    public init(
        generations: [ICEGenerationReport] = [], agents: [ICEAgentReport] = [], candidates: [ICECandidateReport] = [],
        pairs: [ICEPairReport] = [], stateChanges: [ICEStateChangeReport] = [], roleConflicts: Int = 0,
        servers: [ICEServerReport] = [], allocations: [TURNAllocationReport] = []
    ) {
        self.generations = generations
        self.agents = agents
        self.candidates = candidates
        self.pairs = pairs
        self.stateChanges = stateChanges
        self.roleConflicts = roleConflicts
        self.servers = servers
        self.allocations = allocations
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("generations", generations)
            $0.member("agents", agents)
            $0.member("candidates", candidates)
            $0.member("pairs", pairs)
            $0.member("state_changes", stateChanges)
            $0.member("role_conflicts", roleConflicts)
            $0.member("servers", servers)
            $0.member("allocations", allocations)
        }
    }
}
