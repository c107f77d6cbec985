import ICE
import Media
import Report
import Wire

extension CallJudgement {
    func allocation(_ use: ICEServerUse, side: CallSide, legs: TURNLegs) -> TURNAllocationReport {
        let granted = use.allocation.allocations.entries.last
        let requested = use.allocate?.requests.first ?? granted?.tally.first ?? facts.first
        var report = TURNAllocationReport(
            server: TransportAddress(use.server), client: TransportAddress(use.client), side: side,
            transport: legs.transport(of: use), relayed: granted.map { TransportAddress($0.value.relayed) },
            mapped: granted?.value.mapped.map { TransportAddress($0) },
            lifetimeSeconds: use.allocation.lifetime.map(Int.init), requested: UnixTime(requested.time),
            requestedFrame: requested.frame, granted: granted?.tally.first.map { UnixTime($0.time) },
            frame: granted?.tally.first?.frame, refreshes: use.allocation.refreshes.count)
        // Those of Binding requests stand with the server.
        report.errors = use.errors.filter { $0.method != .binding }.map { STUNErrorCount($0) }
        report.permissions = permissions(of: use.allocation)
        report.channels = use.allocation.channels.entries.map {
            TURNChannelReport(
                number: Int($0.value.number.rawValue), peer: TransportAddress($0.value.peer),
                frame: $0.tally.first?.frame, requests: Sightings($0.tally))
        }
        report.grants = use.allocation.grants.map {
            TURNGrantReport(
                time: UnixTime($0.at.time), frame: $0.at.frame, lifetimeSeconds: Int($0.lifetime),
                isRefresh: $0.isRefresh)
        }
        report.expired = use.allocation.expiries(end: facts.last.time).map { UnixTime($0) }
        report.released = use.allocation.releases.last.map { UnixTime($0.time) }
        report.sentBeforePermission = use.allocation.sentBeforePermission.map { TransportAddress($0.value) }
        if let traffic = legs.traffic(of: use) { (report.toPeers, report.fromPeers) = traffic }
        return report
    }

    /// One for each address: a permission holds for all its ports (RFC 8656 9).
    private func permissions(of allocation: AllocationTracker) -> [TURNPermissionReport] {
        var order: [IPAddress] = []
        var requests: [IPAddress: Tally] = [:]
        for entry in allocation.permissions.entries {
            let address = entry.value.address
            if requests[address] == nil { order.append(address) }
            requests[address, default: Tally()].append(entry.tally)
        }
        return order.compactMap { address in
            requests[address].flatMap { Sightings($0) }.map {
                TURNPermissionReport(ip: address.description, requests: $0)
            }
        }
    }

    /// TLS between the client and what it uses as a STUN or TURN server.
    var tlsConnections: [TLSConnectionReport] {
        let servers = Set(client.servers.map(\.server.address))
        return facts.tlsConnections.compactMap { connection in
            let isKnown = servers.contains(connection.server.address)
            guard isKnown || connection.server.port == TLSConnection.turnPort else { return nil }
            return TLSConnectionReport(
                client: TransportAddress(connection.client), server: TransportAddress(connection.server),
                time: UnixTime(connection.hello.time), frame: connection.hello.frame,
                evidence: isKnown
                    ? "the client asks this address for STUN or TURN in the clear too"
                    : "port \(TLSConnection.turnPort) is that of TURN over TLS (RFC 8656 5)")
        }
    }
}

/// The ways between clients and their servers, and what ran in them.
struct TURNLegs {
    private var transports: [EndpointPair: IPProtocol] = [:]
    private var relayed: [EndpointPair: (toPeers: RelayedTraffic, fromPeers: RelayedTraffic)] = [:]

    init(_ facts: CallFacts) {
        for path in facts.paths {
            guard let relay = path.relay else {
                transports[path.pair] = transports[path.pair] ?? path.transport
                continue
            }
            let leg = EndpointPair(relay.client, relay.server)
            let nothing = RelayedTraffic(packets: 0, bytes: 0)
            let clientIsForward = relay.relayedSide == .lower
            var sum = relayed[leg] ?? (nothing, nothing)
            sum.toPeers.add(path, isForward: clientIsForward)
            sum.fromPeers.add(path, isForward: !clientIsForward)
            relayed[leg] = sum
        }
    }

    func transport(of use: ICEServerUse) -> String {
        (transports[EndpointPair(use.client, use.server)] ?? .udp).name
    }

    /// Nil if nothing ran in the client's leg.
    func traffic(of use: ICEServerUse) -> (toPeers: RelayedTraffic, fromPeers: RelayedTraffic)? {
        relayed[EndpointPair(use.client, use.server)]
    }
}

extension RelayedTraffic {
    /// Everything that a direction carried: a relay does not tell STUN apart.
    fileprivate mutating func add(_ path: CallFacts.PathFacts, isForward: Bool) {
        let (stun, rest) = (path[isForward: isForward].stun, path.traffic(isForward: isForward))
        packets += Int(stun.packets + rest.packets)
        bytes += Int(stun.bytes + rest.bytes)
    }
}
