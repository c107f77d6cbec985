internal import Wire

/// The candidates of one agent that reached the wire, in the order in which they were first seen.
struct CandidateList {
    private(set) var candidates: [ICECandidate] = []
    private var positions: [Endpoint: Int] = [:]

    init(of agent: Int, pairs: [ICEPair], agents: [ICEAgent]) {
        for pair in pairs {
            addEndpoint(of: pair, at: pair.side(of: agent))
            addMapped(in: pair, asking: pair.side(of: agent))
        }
        for server in agents[agent].servers { addLearnt(from: server) }
        // Whom the other agent's relay was told to let in.
        for server in agents[1 - agent].servers {
            let allocation = server.allocation
            let peers = allocation.permissions.entries + allocation.sendIndications.entries
            for entry in peers { addPeer(entry.value, entry.tally.first) }
            for entry in allocation.channels.entries { addPeer(entry.value.peer, entry.tally.first) }
        }
        candidates.sort {
            $0.firstSeen != $1.firstSeen ? $0.firstSeen < $1.firstSeen : $0.endpoint < $1.endpoint
        }
    }

    private mutating func addEndpoint(of pair: ICEPair, at side: PathSide) {
        let endpoint = pair.endpoints[side]
        let sent = Self.firstSent(on: pair, by: side)
        guard let first = Moment.earliest(sent, Self.firstSent(on: pair, by: side.other)) else { return }
        var basis = endpoint.address.isPrivate ? ICECandidate.Basis.privateAddress : .undecided
        if pair.checks[side].mapped[endpoint] != nil { basis = .sourceEqualsMapped }
        if pair.relay?.relayedSide == side { basis = .allocation }
        add(
            ICECandidate(
                endpoint: endpoint, basis: basis, origin: sent == first ? .source : .destination, firstSeen: first))
    }

    private static func firstSent(on pair: ICEPair, by side: PathSide) -> Moment? {
        let packets = Moment.earliest(pair.media[side].first, pair.dtls[side].first)
        let checks = Moment.earliest(pair.checks[side].requests.first, pair.checks[side.other].successes.first)
        return Moment.earliest(packets, checks)
    }

    private mutating func addMapped(in pair: ICEPair, asking side: PathSide) {
        for entry in pair.checks[side].mapped.entries where entry.value != pair.endpoints[side] {
            // Seen through a relay, another address than the relayed one is the relay's own business.
            guard pair.relay?.relayedSide != side, let first = entry.tally.first else { continue }
            add(
                ICECandidate(
                    endpoint: entry.value, base: pair.endpoints[side], basis: .checkMapped, origin: .mapped,
                    firstSeen: first))
        }
    }

    private mutating func addLearnt(from server: ICEServerUse) {
        for entry in server.allocation.allocations.entries {
            guard let first = entry.tally.first else { continue }
            add(
                ICECandidate(
                    endpoint: entry.value.relayed, base: server.client, basis: .allocation, origin: .allocation,
                    firstSeen: first))
            if let mapped = entry.value.mapped { addServerMapped(mapped, of: server, first) }
        }
        for entry in server.bindings.mapped.entries {
            if let first = entry.tally.first { addServerMapped(entry.value, of: server, first) }
        }
    }

    private mutating func addServerMapped(_ mapped: Endpoint, of server: ICEServerUse, _ first: Moment) {
        let hasChecked = positions[server.client] != nil
        // A client bound to relays only is told its mapped address by the TURN server all the same, and makes no
        // candidate of it: there only checks from that port show one.
        guard hasChecked || (!server.isTURN && mapped != server.client) else { return }
        let basis = mapped == server.client ? ICECandidate.Basis.sourceEqualsMapped : .serverMapped
        add(
            ICECandidate(
                endpoint: mapped, base: mapped == server.client ? nil : server.client, basis: basis, origin: .mapped,
                firstSeen: first))
    }

    private mutating func addPeer(_ peer: Endpoint, _ first: Moment?) {
        guard let first else { return }
        // A permission is for an address; the port in it means nothing (RFC 8656 9).
        guard peer.port != 0 else { return }
        let basis = peer.address.isPrivate ? ICECandidate.Basis.privateAddress : .undecided
        add(ICECandidate(endpoint: peer, basis: basis, origin: .peerAddress, firstSeen: first))
    }

    private mutating func add(_ candidate: ICECandidate) {
        guard let position = positions[candidate.endpoint] else {
            positions[candidate.endpoint] = candidates.count
            candidates.append(candidate)
            return
        }
        candidates[position].basis = max(candidates[position].basis, candidate.basis)
        candidates[position].base = candidates[position].base ?? candidate.base
        if candidate.firstSeen < candidates[position].firstSeen {
            candidates[position].firstSeen = candidate.firstSeen
            candidates[position].origin = candidate.origin
        }
    }
}
