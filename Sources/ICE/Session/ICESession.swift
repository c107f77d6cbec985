internal import Wire

/// The ICE session of one call (RFC 8445), rebuilt from what its paths carried: two agents, their candidates, pairs,
/// roles, selected pairs and states.
///
/// A pure function of facts. Which agent is the client is not decided here; `servers`, `isLite`, `role` and the
/// candidates' addresses of the agents are the evidence for it.
public struct ICESession {
    /// Checks unanswered for so long have failed; libwebrtc's and the usual figure.
    public static let checkTimeout: Int64 = 15_000_000_000
    /// RFC 7675 5.1: consent expires 30 s after the last answer.
    public static let consentTimeout: Int64 = 30_000_000_000

    /// Exactly two. The first is the controlling one, where that is known; else the one that asked a server.
    public private(set) var agents: [ICEAgent]
    /// In the order in which they were first used.
    public private(set) var pairs: [ICEPair]

    /// - Parameters:
    ///   - paths: every path of the call, those to STUN and TURN servers too.
    ///   - signalled: what the signalling adds; packets win over it.
    ///   - end: the call's last packet, or where the capture stopped watching it.
    ///   - closed: when the call was closed in order (DTLS close, BYE), if it was.
    public init(
        paths unordered: [ICEPath], signalled: SignalledAgents = SignalledAgents(), end: Moment, closed: Moment? = nil
    ) {
        let paths = Self.merged(unordered)
        agents = [ICEAgent(), ICEAgent()]
        pairs = []
        var assignment = AgentAssignment(paths, links: signalled.links)
        guard let zero = Self.firstAgent(paths) else { return }

        for index in paths.indices where paths[index].serverClient == nil {
            guard let lowerAgent = assignment.agent(of: paths[index].pair.lower, withZero: zero) else { continue }
            addPair(paths[index], lowerAgent: lowerAgent, end: end)
        }
        for path in paths {
            guard let side = path.serverClient,
                let agent = assignment.agent(of: path.pair[side], withZero: zero)
            else { continue }
            agents[agent].endpoints.insert(path.pair[side])
            agents[agent].servers.append(ICEServerUse(path, client: side))
        }
        findRoles()
        findAnswers()
        let first = paths.reduce(nil as Moment?) { Moment.earliest($0, $1.first) } ?? end
        for agent in 0...1 {
            agents[agent].candidates = CandidateList(of: agent, pairs: pairs, agents: agents).candidates
            for index in agents[agent].candidates.indices {
                let endpoint = agents[agent].candidates[index].endpoint
                agents[agent].candidates[index].signalledKind = signalled.candidateKinds[endpoint]
            }
        }
        for agent in 0...1 {
            findGenerations(of: agent, paths, &assignment, zero)
            let isLite = agents[agent].generations.contains { signalled.liteFragments.contains($0.usernameFragment) }
            if isLite { agents[agent].isLite = true }
        }
        let restarts = agents.flatMap { $0.generations.dropFirst().map(\.first) }
        let isKnown = agents.contains { !$0.servers.isEmpty } || pairs.contains(where: \.hasChecks)
        for agent in 0...1 {
            select(for: agent)
            agents[agent].selections = PairSelection.selections(of: agent, pairs: pairs)
            agents[agent].rebindings = NATRebinding.rebindings(of: agents[agent], agent: agent, pairs: pairs)
            guard isKnown else { continue }
            let timeline = ICEStateTimeline(
                of: agent, isLite: agents[agent].isLite == true, pairs: pairs, restarts: restarts, first: first,
                end: end, closed: closed)
            agents[agent].states = timeline.changes
        }
    }

    /// The endpoint whose agent is called 0.
    private static func firstAgent(_ paths: [ICEPath]) -> Endpoint? {
        for path in paths where path.serverClient == nil {
            for checks in path.facts.checks {
                guard let role = checks.summary.roles.entries.last?.value.role else { continue }
                return path.pair[role == .controlling ? checks.sender : checks.sender.other]
            }
        }
        for path in paths {
            if let side = path.serverClient { return path.pair[side] }
        }
        return paths.first?.pair.lower
    }

    /// One path for each pair of addresses, in the order of their first packets.
    private static func merged(_ paths: [ICEPath]) -> [ICEPath] {
        // By index, here and below: a loop's element is a copy, with all that it retains.
        var merged: [ICEPath] = []
        var places: [EndpointPair: Int] = [:]
        for index in paths.indices {
            if let place = places[paths[index].pair] {
                merged[place].join(paths[index])
            } else {
                places[paths[index].pair] = merged.count
                merged.append(paths[index])
            }
        }
        let firsts = merged.indices.map { merged[$0].first }
        return merged.indices.sorted { left, right in
            firsts[left] != firsts[right]
                ? Moment.isEarlier(firsts[left], firsts[right]) : merged[left].pair < merged[right].pair
        }.map { merged[$0] }
    }

    private mutating func addPair(_ path: ICEPath, lowerAgent: Int, end: Moment) {
        let pair = ICEPair(path, lowerAgent: lowerAgent)
        let checks = pair.checks
        for side in PathSide.allCases {
            let own = checks[side].isEmpty ? side.other : side
            let consent = ConsentSpans(of: checks[own], end: end)
            pair.states[side] = consent.pairState
            pair.changes[side] = consent.pairChanges(began: checks[own].requests.first)
            pair.outages[side] = ConsentOutage.outages(in: checks[side], end: end)
            let agent = pair.agent(at: side)
            agents[agent].endpoints.insert(path.pair[side])
            agents[agent].checksSent += checks[side].requests.count
            agents[1 - agent].checksAnswered += checks[side].successes.count
            agents[agent].roleClaims.append(checks[side].roles)
            for entry in checks[side].errors.entries where entry.value.code == .roleConflict {
                agents[agent].roleConflicts.append(entry.tally)
            }
        }
        for relay in path.relays { agents[pair.agent(at: relay.relayedSide)].endpoints.insert(relay.client) }
        pairs.append(pair)
    }

    private mutating func findRoles() {
        for agent in 0...1 {
            let claims = agents[agent].roleClaims.entries
            agents[agent].role = claims.max { Moment.isEarlier($0.tally.last, $1.tally.last) }?.value.role
            let (sent, answered) = (agents[agent].checksSent, agents[agent].checksAnswered)
            // Janus asks one to three times at the start, rtpengine once, and then never again; a full agent may be
            // slow to ask, but goes on for consent.
            if sent > 3 {
                agents[agent].isLite = false
            } else if answered >= (sent == 0 ? 4 : 8) {
                agents[agent].isLite = sent * 3 < answered
            }
        }
        for agent in 0...1 where agents[agent].role == nil {
            guard let other = agents[1 - agent].role else { continue }
            agents[agent].role = other == .controlling ? .controlled : .controlling
        }
    }

    private mutating func findAnswers() {
        for agent in 0...1 {
            let isSeen = pairs.contains { pair in
                let own = pair.checks[pair.side(of: agent)]
                return own.successes.count > 0 || !own.errors.entries.isEmpty
            }
            for index in pairs.indices { pairs[index].seesAnswers[pairs[index].side(of: agent)] = isSeen }
        }
    }

    private mutating func findGenerations(
        of agent: Int, _ paths: [ICEPath], _ assignment: inout AgentAssignment, _ zero: Endpoint
    ) {
        var seen: [String: (first: Moment, last: Moment)] = [:]
        for path in paths.indices {
            for index in paths[path].facts.checks.indices {
                let (asking, requests) = (
                    paths[path].facts.checks[index].sender, paths[path].facts.checks[index].summary.requests
                )
                guard let first = requests.first, let last = requests.last,
                    let sender = assignment.agent(of: paths[path].pair[asking], withZero: zero)
                else { continue }
                let fragments = paths[path].facts.checks[index].fragments
                let fragment = sender == agent ? fragments.sender : fragments.receiver
                let known = seen[fragment]
                seen[fragment] = (min(known?.first ?? first, first), max(known?.last ?? last, last))
            }
        }
        agents[agent].generations = seen.map {
            ICEAgent.Generation(usernameFragment: $0.key, first: $0.value.first, last: $0.value.last)
        }
        .sorted { $0.first != $1.first ? $0.first < $1.first : $0.usernameFragment < $1.usernameFragment }
    }

    /// Media decides; before media, DTLS; before DTLS, the last nomination that was answered.
    private mutating func select(for agent: Int) {
        func last(_ moment: (ICEPair, PathSide) -> Moment?) -> Int? {
            pairs.indices.compactMap { index in
                moment(pairs[index], pairs[index].side(of: agent)).map { (index, $0) }
            }.max { $0.1 < $1.1 }?.0
        }
        agents[agent].pathsTaken = pairs.indices.compactMap { index in
            let media = pairs[index].media[pairs[index].side(of: agent)]
            return media.count > 0 ? ICEAgent.PathTaken(pair: index, media: media) : nil
        }.sorted { Moment.isEarlier($0.media.first, $1.media.first) }

        let choice: (pair: Int, basis: SelectedPair.Basis)
        if let pair = last({ $0.media[$1].last }) {
            choice = (pair, .media)
        } else if let pair = last({ $0.dtls[$1].last }) {
            choice = (pair, .dtls)
        } else if let pair = last({ pair, _ in
            Moment.latest(pair.checks.lower.nominationSuccesses.last, pair.checks.upper.nominationSuccesses.last)
        }) {
            choice = (pair, .nomination)
        } else {
            return
        }
        let pair = pairs[choice.pair]
        let side = pair.side(of: agent)
        guard let local = candidate(of: agent, at: pair.endpoints[side], checks: pair.checks[side]),
            let remote = candidate(of: 1 - agent, at: pair.endpoints[side.other], checks: nil)
        else { return }
        agents[agent].selected = SelectedPair(
            pair: choice.pair, basis: choice.basis, local: local, remote: remote, isNominated: pair.isNominated,
            state: pair.states[side])
    }

    /// The candidate behind an address: where checks came back with another mapped address, the client counts that one
    /// as its own (RFC 8445 7.2.5.3.1).
    private func candidate(of agent: Int, at endpoint: Endpoint, checks: TransactionSummary?) -> ICECandidate? {
        let candidates = agents[agent].candidates
        if let mapped = checks?.mapped.entries.last?.value, mapped != endpoint,
            let found = candidates.first(where: { $0.endpoint == mapped })
        {
            return found
        }
        return candidates.first { $0.endpoint == endpoint }
    }
}
