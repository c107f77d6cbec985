import ICE
import Report
import Wire

// What keeps a handshake from finishing: facts for the report and for findings.
extension CallJudgement {
    /// A flight unanswered for this long, in ns, is stuck: its first retransmission is due after a second at the latest
    /// (RFC 6347 4.2.4.1).
    private static var handshakePatience: Int64 { 3_000_000_000 }

    /// Where the handshake stands still; nil where it goes on, or the capture ends too soon to tell.
    var stuckHandshake: DTLSStuck? {
        guard let association = association?.value, association.state == .connecting, !handshakeIsUnreadable,
            let stuck = association.stuck,
            stuck.retransmissions > 0 || facts.last.time.nanoseconds(since: stuck.since) > Self.handshakePatience
        else { return nil }
        return stuck
    }

    func stuckReport(_ stuck: DTLSStuck, path: Int) -> DTLSStuckReport {
        DTLSStuckReport(
            missingFlight: ReportedDTLSFlight(stuck.missing), side: side(onPath: path, isForward: stuck.isForward),
            passesTap: stuck.passesTap, since: UnixTime(stuck.since), frame: stuck.sinceFrame,
            retransmissions: stuck.retransmissions)
    }

    /// DTLS datagrams of each side on all paths, a relay's other leg apart.
    var handshakeDirections: [DTLSDirectionReport] {
        [perspective.client, 1 - perspective.client].map { agent in
            var sum = Path.Count()
            var pairs: Set<EndpointPair> = []
            for path in facts.paths where pairs.insert(path.pair).inserted {
                for isForward in [true, false] where isSent(by: agent, on: path, isForward: isForward) {
                    sum.append(path[isForward: isForward].dtls)
                }
            }
            return DTLSDirectionReport(
                sender: side(of: agent), packets: Int(sum.packets), bytes: Int(sum.bytes),
                longestBytes: sum.packets > 0 ? Int(sum.longest) : nil, firstFrame: sum.first?.frame,
                lastFrame: sum.last?.frame)
        }
    }

    private func isSent(by agent: Int, on path: CallFacts.PathFacts, isForward: Bool) -> Bool {
        let isClients = client.endpoints.contains(path.source(isForward: isForward))
        return isClients == (agent == perspective.client)
    }

    // MARK: Lost by size

    /// Flights without a datagram of this size are not suspected: no path in use is as narrow (RFC 8200 5).
    private static var suspectBytes: Int { 1000 }

    func sizeLosses(_ association: DTLSAssociation, path: Int) -> [DTLSSizeLossReport] {
        let shown = association.sizeLosses.map { loss in
            DTLSSizeLossReport(
                sender: side(onPath: path, isForward: loss.isForward), basis: .missingPart,
                longestPassedBytes: loss.longestPassed, shortestLostBytes: loss.shortestLost,
                transmissions: loss.transmissions, frames: loss.frames)
        }
        guard association.state == .connecting, !association.missesDirection, !handshakeIsUnreadable else {
            return shown
        }
        let possible = [true, false].compactMap { isForward -> DTLSSizeLossReport? in
            let sender = side(onPath: path, isForward: isForward)
            guard !shown.contains(where: { $0.sender == sender }) else { return nil }
            return unanswered(association, path: path, isForward: isForward)
        }
        return shown + possible
    }

    /// A side that repeats a flight with long datagrams, while its checks, which are short, are answered.
    private func unanswered(_ association: DTLSAssociation, path: Int, isForward: Bool) -> DTLSSizeLossReport? {
        let flights = association.flights.filter { $0.isForward == isForward && !$0.isAcknowledgement }
        let repeated = flights.filter(\.isRetransmission)
        guard let last = repeated.last, repeated.count >= 2, last.longestDatagram >= Self.suspectBytes,
            let agent = session.pairs.first(where: { $0.endpoints == facts.paths[path].pair })?.agent(
                at: isForward ? .lower : .upper)
        else { return nil }
        var longestAnswered = 0
        for pair in session.pairs where pair.checks[pair.side(of: agent)].successes.count > 0 {
            guard let own = facts.paths.first(where: { $0.pair == pair.endpoints }) else { continue }
            longestAnswered = max(longestAnswered, Int(own[isForward: pair.side(of: agent) == .lower].stun.longest))
        }
        guard longestAnswered > 0, longestAnswered < last.shortestDatagram else { return nil }
        return DTLSSizeLossReport(
            sender: side(onPath: path, isForward: isForward), basis: .unanswered, longestPassedBytes: longestAnswered,
            shortestLostBytes: last.shortestDatagram, transmissions: repeated.count + 1,
            frames: repeated.prefix(8).map(\.firstFrame))
    }

    // MARK: Answered from elsewhere

    /// Paths on which a server answers a ClientHello that was sent on another.
    var otherAddresses: [DTLSOtherAddressReport] {
        let hellos = facts.paths.map { path in
            [true, false].filter { isForward in
                path.handshake.contains(isForward: isForward) { $0 == .clientHello }
            }
        }
        return facts.paths.enumerated().flatMap { index, path in
            [true, false].compactMap { isForward -> DTLSOtherAddressReport? in
                let answers = path.handshake.first(isForward: isForward) {
                    $0 == .serverHello || $0 == .helloVerifyRequest
                }
                let client = path.source(isForward: !isForward)
                guard let answers, !hellos[index].contains(!isForward), path.relay == nil,
                    let asked = facts.paths.indices.first(where: { other in
                        other != index
                            && hellos[other].contains { facts.paths[other].source(isForward: $0) == client }
                    }),
                    let askedForward = hellos[asked].first(where: { facts.paths[asked].source(isForward: $0) == client }
                    )
                else { return nil }
                return DTLSOtherAddressReport(
                    sender: self.client.endpoints.contains(client) ? .farEnd : .client,
                    sentTo: TransportAddress(facts.paths[asked].source(isForward: !askedForward)),
                    answeredFrom: TransportAddress(path.source(isForward: isForward)),
                    hasChecks: !path.checks.checks.isEmpty, time: UnixTime(answers.time), frame: answers.frame,
                    packets: Int(path[isForward: isForward].dtls.packets))
            }
        }
    }
}

extension DTLSAssociationTracker {
    /// The first clear handshake message of that side and of a type that fits.
    func first(isForward: Bool, where fits: (DTLSHandshakeType) -> Bool) -> Moment? {
        for fact in handshake.elements where fact.isForward == isForward {
            if case .handshake(let header, _) = fact.content, fits(header.type) {
                return Moment(fact.time, frame: fact.frame)
            }
        }
        return nil
    }

    func contains(isForward: Bool, where fits: (DTLSHandshakeType) -> Bool) -> Bool {
        first(isForward: isForward, where: fits) != nil
    }
}

extension ReportedDTLSFlight {
    init(_ flight: DTLSStuck.Flight) {
        switch flight {
        case .clientHello: self = .clientHello
        case .secondClientHello: self = .secondClientHello
        case .serverHello: self = .serverHello
        case .clientFinished: self = .clientFinished
        case .serverFinished: self = .serverFinished
        }
    }
}
