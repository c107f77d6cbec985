import ICE
import Report
import Wire

extension CallJudgement {
    /// The documented part: what the client's own report says of ICE and DTLS.
    var iceData: ICEData {
        ICEData(
            transport: TransportStates(dtlsState: dtlsState, iceState: iceState, srtpCipher: cipher.name),
            selectedPair: hasICE ? client.selected.map { Report.SelectedPair($0) } : nil,
            candidates: client.candidates.map {
                ClientCandidate(
                    type: ReportedCandidateType($0.kind), ip: $0.endpoint.address.description,
                    port: Int($0.endpoint.port), timestamp: UnixTime($0.firstSeen.time))
            })
    }

    var iceReport: ICEReport? {
        guard hasICE || session.agents.contains(where: { !$0.servers.isEmpty }) else { return nil }
        var report = ICEReport()
        report.generations = generations
        for agent in [perspective.client, 1 - perspective.client] {
            let value = session.agents[agent]
            let count = max(1, value.generations.count)
            let software = software(of: agent)
            for generation in 0..<count {
                report.agents.append(
                    ICEAgentReport(
                        side: side(of: agent), generation: generation,
                        ufrag: value.generations.indices.contains(generation)
                            ? value.generations[generation].usernameFragment : nil,
                        role: value.role.map { ReportedICERole($0) }, lite: value.isLite, software: software)
                )
            }
            report.candidates += value.candidates.map { candidate in
                ICECandidateReport(
                    side: side(of: agent), type: ReportedCandidateType(candidate.kind),
                    decided: candidate.basis != .undecided, endpoint: TransportAddress(candidate.endpoint),
                    firstSeen: UnixTime(candidate.firstSeen.time), frame: candidate.firstSeen.frame,
                    knownBy: candidate.origin.explanation)
            }
            report.roleConflicts += value.roleConflicts.count
            report.servers += value.servers.map { ICEServerReport($0) }
            report.allocations += value.servers.filter(\.isTURN).map { allocation($0, side: side(of: agent)) }
        }
        let paths = Dictionary(
            facts.paths.enumerated().map { ($0.element.pair, $0.offset) }, uniquingKeysWith: { first, _ in first })
        report.pairs = session.pairs.indices.map { pairReport($0, path: paths[session.pairs[$0].endpoints]) }
        report.stateChanges = client.states.map {
            ICEStateChangeReport(time: UnixTime($0.at.time), frame: $0.at.frame, state: ReportedICEState($0.state))
        }
        return report
    }

    private var generations: [ICEGenerationReport] {
        let count = max(client.generations.count, farEnd.generations.count)
        return (0..<count).compactMap { index in
            let local = client.generations.indices.contains(index) ? client.generations[index] : nil
            let remote = farEnd.generations.indices.contains(index) ? farEnd.generations[index] : nil
            guard let first = Moment.earliest(local?.first, remote?.first) else { return nil }
            return ICEGenerationReport(
                index: index, localUfrag: local?.usernameFragment, remoteUfrag: remote?.usernameFragment,
                firstSeen: UnixTime(first.time), firstFrame: first.frame)
        }
    }

    private func software(of agent: Int) -> String? {
        for pair in facts.paths {
            for side in PathSide.allCases where session.agents[agent].endpoints.contains(pair.pair[side]) {
                if let name = pair.checks.software[side].entries.first?.value { return name }
            }
        }
        return nil
    }

    /// - Parameter path: the first between the pair's endpoints.
    /// The latest generation whose credentials the client used on a path.
    private func generation(of path: Int?) -> Int {
        guard let path else { return 0 }
        let fragments = facts.paths[path].checks.checks.flatMap { [$0.fragments.sender, $0.fragments.receiver] }
        return client.generations.lastIndex { fragments.contains($0.usernameFragment) } ?? 0
    }

    private func pairReport(_ index: Int, path: Int?) -> ICEPairReport {
        let pair = session.pairs[index]
        let mine = pair.side(of: perspective.client)
        var selected: [CallDirection] = []
        if client.selected?.pair == index { selected.append(.sent) }
        if farEnd.selected?.pair == index { selected.append(.received) }
        return ICEPairReport(
            local: TransportAddress(pair.endpoints[mine]), remote: TransportAddress(pair.endpoints[mine.other]),
            transport: path.map { facts.paths[$0].transport.name } ?? "udp",
            relay: pair.relay.map { TransportAddress($0.server) }, generation: generation(of: path),
            checksByClient: CheckCount(pair.checks[mine]), checksByFarEnd: CheckCount(pair.checks[mine.other]),
            nominated: pair.isNominated, selected: selected, state: ReportedPairState(pair.states[mine]))
    }

    private func allocation(_ use: ICEServerUse, side: CallSide) -> TURNAllocationReport {
        let granted = use.allocation.allocations.entries.last
        let requested = use.allocate?.requests.first ?? granted?.tally.first ?? facts.first
        return TURNAllocationReport(
            server: TransportAddress(use.server), client: TransportAddress(use.client), side: side,
            transport: transport(to: use.server), relayed: granted.map { TransportAddress($0.value.relayed) },
            mapped: granted?.value.mapped.map { TransportAddress($0) },
            lifetimeSeconds: granted?.value.lifetime.map(Int.init), requested: UnixTime(requested.time),
            granted: granted?.tally.first.map { UnixTime($0.time) }, frame: requested.frame,
            refreshes: use.allocation.refreshes.count,
            errors: use.allocate?.errors.entries.map { STUNErrorCount($0) } ?? [],
            permissions: use.allocation.permissions.entries.map { $0.value.address.description },
            channels: use.allocation.channels.entries.map {
                TURNChannelReport(
                    number: Int($0.value.number.rawValue), peer: TransportAddress($0.value.peer),
                    frame: $0.tally.first?.frame)
            })
    }

    private func transport(to server: Endpoint) -> String {
        facts.paths.first { $0.pair.side(of: server) != nil }?.transport.name ?? "udp"
    }
}

extension Report.SelectedPair {
    fileprivate init(_ pair: ICE.SelectedPair) {
        self.init(
            localCandidate: SelectedCandidate(pair.local), remoteCandidate: SelectedCandidate(pair.remote),
            nominated: pair.isNominated, state: ReportedPairState(pair.state))
    }
}

extension SelectedCandidate {
    fileprivate init(_ candidate: ICECandidate) {
        self.init(
            type: ReportedCandidateType(candidate.kind), ip: candidate.endpoint.address.description,
            port: Int(candidate.endpoint.port))
    }
}

extension CheckCount {
    fileprivate init(_ checks: TransactionSummary) {
        self.init(
            sent: checks.requests.count, answered: checks.successes.count,
            errors: checks.errors.entries.reduce(0) { $0 + $1.tally.count })
    }
}

extension ICEServerReport {
    fileprivate init(_ use: ICEServerUse) {
        let asked = [use.bindings, use.allocate].compactMap(\.self)
        let first = asked.reduce(nil as Moment?) { Moment.earliest($0, $1.requests.first) }
        self.init(
            endpoint: TransportAddress(use.server), kind: use.isTURN ? .turn : .stun,
            requests: asked.reduce(0) { $0 + $1.requests.count },
            answered: asked.reduce(0) { sum, summary in
                sum + summary.successes.count + summary.errors.entries.reduce(0) { $0 + $1.tally.count }
            },
            errors: asked.flatMap { $0.errors.entries.map { STUNErrorCount($0) } },
            mapped: use.bindings.mapped.entries.map { TransportAddress($0.value) },
            firstSeen: UnixTime(first?.time ?? .distantPast), firstFrame: first?.frame)
    }
}

extension ICECandidate.Origin {
    fileprivate var explanation: String {
        switch self {
        case .source: "source of a packet"
        case .destination: "destination of a check"
        case .mapped: "mapped address in a response"
        case .allocation: "relayed address of a TURN allocation"
        case .peerAddress: "peer address in a TURN message"
        }
    }
}
