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
    /// Of the far end's ICE state.
    public var farEndStateChanges: [ICEStateChangeReport]
    /// Roles as each side claimed them.
    public var roles: [ICERoleClaim]
    /// Role conflicts of each side.
    public var conflicts: [ICERoleConflict]
    /// Selected pairs of each direction one after the other.
    public var selections: [PairSelectionReport]
    /// Addresses that changed in mid-call without a restart.
    public var rebindings: [NATRebindingReport]
    /// TLS connections to STUN or TURN servers.
    public var tlsConnections: [TLSConnectionReport]

    public init(
        generations: [ICEGenerationReport] = [], agents: [ICEAgentReport] = [], candidates: [ICECandidateReport] = [],
        pairs: [ICEPairReport] = [], stateChanges: [ICEStateChangeReport] = [], roleConflicts: Int = 0,
        servers: [ICEServerReport] = [], allocations: [TURNAllocationReport] = [],
        farEndStateChanges: [ICEStateChangeReport] = [], roles: [ICERoleClaim] = [], conflicts: [ICERoleConflict] = [],
        selections: [PairSelectionReport] = [], rebindings: [NATRebindingReport] = [],
        tlsConnections: [TLSConnectionReport] = []
    ) {
        self.generations = generations
        self.agents = agents
        self.candidates = candidates
        self.pairs = pairs
        self.stateChanges = stateChanges
        self.roleConflicts = roleConflicts
        self.servers = servers
        self.allocations = allocations
        self.farEndStateChanges = farEndStateChanges
        self.roles = roles
        self.conflicts = conflicts
        self.selections = selections
        self.rebindings = rebindings
        self.tlsConnections = tlsConnections
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
            $0.member("far_end_state_changes", farEndStateChanges)
            $0.member("roles", roles)
            $0.member("conflicts", conflicts)
            $0.member("selections", selections)
            $0.member("nat_rebindings", rebindings)
            $0.member("tls_connections", tlsConnections)
        }
    }
}
