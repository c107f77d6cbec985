import ICE
import Report
import Wire

extension CallJudgement {
    /// The documented part: what the client's own report says of ICE and DTLS.
    var iceData: ICEData {
        ICEData(
            transport: TransportStates(dtlsState: dtlsState, iceState: iceState, srtpCipher: cipher.name),
            selectedPair: hasICE
                ? client.selected.map { selected in
                    Report.SelectedPair(selected, hasChecks: session.pairs[selected.pair].hasChecks)
                } : nil,
            candidates: client.candidates.map {
                ClientCandidate(
                    type: ReportedCandidateType($0.kind), ip: $0.endpoint.address.description,
                    port: Int($0.endpoint.port), timestamp: UnixTime($0.firstSeen.time))
            })
    }

    func iceReport(_ transport: TransportJudgement) -> ICEReport? {
        guard hasICE || session.agents.contains(where: { !$0.servers.isEmpty }) else { return nil }
        var report = ICEReport()
        report.generations = generations
        let legs = TURNLegs(facts)
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
                    base: candidate.base.map { TransportAddress($0) }, firstSeen: UnixTime(candidate.firstSeen.time),
                    frame: candidate.firstSeen.frame,
                    knownBy: candidate.origin.explanation)
            }
            report.roleConflicts += value.roleConflicts.count
            report.roles += value.roleClaims.entries.compactMap { claim in
                Sightings(claim.tally).map {
                    ICERoleClaim(
                        side: side(of: agent), role: ReportedICERole(claim.value.role),
                        tieBreaker: "0x" + String(claim.value.tieBreaker, radix: 16), checks: $0)
                }
            }
            if let refusals = Sightings(value.roleConflicts) {
                report.conflicts.append(ICERoleConflict(side: side(of: agent), refusals: refusals))
            }
            report.selections += selections(of: agent)
            report.rebindings += rebindings(of: agent)
            report.servers += value.servers.map { ICEServerReport($0, transport: legs.transport(of: $0)) }
            report.allocations += value.servers.filter(\.isTURN).map {
                allocation($0, side: side(of: agent), legs: legs)
            }
        }
        let paths = Dictionary(
            facts.paths.enumerated().map { ($0.element.pair, $0.offset) }, uniquingKeysWith: { first, _ in first })
        report.pairs = session.pairs.indices.map { index in
            let endpoints = session.pairs[index].endpoints
            return pairReport(index, path: paths[endpoints], traffic: transport[endpoints])
        }
        report.selections.sort { $0.time < $1.time }
        report.stateChanges = client.states.map { ICEStateChangeReport($0) }
        report.farEndStateChanges = farEnd.states.map { ICEStateChangeReport($0) }
        report.tlsConnections = tlsConnections
        return report
    }

    private func selections(of agent: Int) -> [PairSelectionReport] {
        session.agents[agent].selections.map { selection in
            let pair = session.pairs[selection.pair]
            let mine = pair.side(of: perspective.client)
            return PairSelectionReport(
                direction: agent == perspective.client ? .sent : .received,
                local: TransportAddress(pair.endpoints[mine]), remote: TransportAddress(pair.endpoints[mine.other]),
                time: UnixTime(selection.at.time), frame: selection.at.frame, reason: selection.basis.rawValue)
        }
    }

    private func rebindings(of agent: Int) -> [NATRebindingReport] {
        session.agents[agent].rebindings.map {
            NATRebindingReport(
                side: side(of: agent), from: TransportAddress($0.from), to: TransportAddress($0.to),
                time: UnixTime($0.at.time), frame: $0.at.frame,
                evidence: $0.evidence == .mappedAddress
                    ? "answers to its checks give another mapped address" : "its packets come from another address")
        }
    }

    private var generations: [ICEGenerationReport] {
        let count = max(client.generations.count, farEnd.generations.count)
        return (0..<count).compactMap { index in
            let local = client.generations.indices.contains(index) ? client.generations[index] : nil
            let remote = farEnd.generations.indices.contains(index) ? farEnd.generations[index] : nil
            guard let first = Moment.earliest(local?.first, remote?.first) else { return nil }
            let last = Moment.latest(local?.last, remote?.last)
            return ICEGenerationReport(
                index: index, localUfrag: local?.usernameFragment, remoteUfrag: remote?.usernameFragment,
                firstSeen: UnixTime(first.time), firstFrame: first.frame, lastSeen: last.map { UnixTime($0.time) },
                lastFrame: last?.frame)
        }
    }

    /// The first SOFTWARE (RFC 8489 14.14) of an agent.
    func software(of agent: Int) -> String? {
        for pair in facts.paths {
            for side in PathSide.allCases where session.agents[agent].endpoints.contains(pair.pair[side]) {
                if let name = pair.checks.software[side].entries.first?.value { return name }
            }
        }
        return nil
    }

    /// The latest generation whose credentials the client used on a path.
    ///
    /// - Parameter path: the first between the pair's endpoints.
    private func generation(of path: Int?) -> Int {
        guard let path else { return 0 }
        let fragments = facts.paths[path].checks.checks.flatMap { [$0.fragments.sender, $0.fragments.receiver] }
        return client.generations.lastIndex { fragments.contains($0.usernameFragment) } ?? 0
    }

    private func pairReport(_ index: Int, path: Int?, traffic: TransportCounters?) -> ICEPairReport {
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
            nominated: pair.isNominated, selected: selected, state: ReportedPairState(pair.states[mine]),
            traffic: traffic,
            changes: pair.changes[mine].map {
                ICEPairChangeReport(
                    time: UnixTime($0.at.time), frame: $0.at.frame, state: ReportedPairState($0.state))
            },
            nomination: nomination(of: pair), outages: outages(of: pair), mapped: mappings(of: pair))
    }

    private func nomination(of pair: ICEPair) -> ICENominationReport? {
        let side: PathSide =
            pair.checks.lower.nominations.count >= pair.checks.upper.nominations.count ? .lower : .upper
        guard let checks = Sightings(pair.checks[side].nominations) else { return nil }
        let answered = pair.checks[side].nominationSuccesses.first
        return ICENominationReport(
            side: self.side(of: pair.agent(at: side)), kind: pair.nomination.map { ReportedNominationKind($0) },
            checks: checks, answered: answered.map { UnixTime($0.time) }, answeredFrame: answered?.frame)
    }

    private func outages(of pair: ICEPair) -> [ConsentOutageReport] {
        PathSide.allCases.flatMap { side in
            pair.outages[side].map { outage in
                ConsentOutageReport(
                    side: self.side(of: pair.agent(at: side)), lastAnswer: outage.lastAnswer.map { UnixTime($0.time) },
                    lastAnswerFrame: outage.lastAnswer?.frame, firstCheck: UnixTime(outage.firstRequest.time),
                    firstCheckFrame: outage.firstRequest.frame, checks: outage.requests,
                    regained: outage.regained.map { UnixTime($0.time) }, regainedFrame: outage.regained?.frame,
                    milliseconds: DocumentedUnits.milliseconds(nanoseconds: max(0, outage.length)),
                    expired: outage.expired.map { UnixTime($0) })
            }
        }
    }

    private func mappings(of pair: ICEPair) -> [MappedAddressReport] {
        PathSide.allCases.flatMap { side in
            pair.mappings(of: side).compactMap { entry in
                Sightings(entry.tally).map {
                    MappedAddressReport(
                        side: self.side(of: pair.agent(at: side)), endpoint: TransportAddress(entry.value), answers: $0)
                }
            }
        }
    }
}

extension Report.SelectedPair {
    fileprivate init(_ pair: ICE.SelectedPair, hasChecks: Bool) {
        self.init(
            localCandidate: SelectedCandidate(pair.local), remoteCandidate: SelectedCandidate(pair.remote),
            nominated: hasChecks ? pair.isNominated : nil, state: ReportedPairState(pair.state))
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
    fileprivate init(_ use: ICEServerUse, transport: String) {
        let asked = [use.bindings, use.allocate].compactMap(\.self)
        let first = asked.reduce(nil as Moment?) { Moment.earliest($0, $1.requests.first) }
        self.init(
            endpoint: TransportAddress(use.server), kind: use.isTURN ? .turn : .stun, transport: transport,
            requests: asked.reduce(0) { $0 + $1.requests.count },
            answered: asked.reduce(0) { sum, summary in
                sum + summary.successes.count + summary.errors.entries.reduce(0) { $0 + $1.tally.count }
            },
            errors: use.errors.map { STUNErrorCount($0) },
            mapped: use.bindings.mapped.entries.map { TransportAddress($0.value) }, software: use.software,
            firstSeen: UnixTime(first?.time ?? .distantPast), firstFrame: first?.frame)
    }
}

extension ICEStateChangeReport {
    fileprivate init(_ change: ICEStateChange) {
        self.init(
            time: UnixTime(change.at.time), frame: change.at.frame, state: ReportedICEState(change.state),
            evidence: change.evidence.explanation)
    }
}

extension ICEStateChange.Evidence {
    fileprivate var explanation: String {
        switch self {
        case .firstPacket: "first packet of the call"
        case .check: "first check sent, or answered"
        case .answer: "answer to a check"
        case .otherTraffic: "DTLS or media; the answers to its checks were not seen"
        case .checksUnanswered: "no check was answered for 15 s"
        case .consentExpired: "no check was answered for 30 s: consent expired (RFC 7675)"
        case .restart: "new credentials"
        case .orderlyEnd: "orderly end of DTLS or RTP"
        }
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
