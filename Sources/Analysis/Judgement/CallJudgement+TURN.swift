import ICE
import Media
import Report
import Wire

extension CallJudgement {
    func allocation(_ use: ICEServerUse, side: CallSide) -> TURNAllocationReport {
        let granted = use.allocation.allocations.entries.last
        let requested = use.allocate?.requests.first ?? granted?.tally.first ?? facts.first
        var report = TURNAllocationReport(
            server: TransportAddress(use.server), client: TransportAddress(use.client), side: side,
            transport: transport(to: use.server), relayed: granted.map { TransportAddress($0.value.relayed) },
            mapped: granted?.value.mapped.map { TransportAddress($0) },
            lifetimeSeconds: granted?.value.lifetime.map(Int.init), requested: UnixTime(requested.time),
            granted: granted?.tally.first.map { UnixTime($0.time) }, frame: requested.frame,
            refreshes: use.allocation.refreshes.count)
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
        if let traffic = relayed(by: use) { (report.toPeers, report.fromPeers) = traffic }
        return report
    }

    func transport(to server: Endpoint) -> String {
        facts.paths.first { $0.pair.side(of: server) != nil }?.transport.name ?? "udp"
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

    /// What ran in the client's leg; nil if nothing did.
    private func relayed(by use: ICEServerUse) -> (toPeers: RelayedTraffic, fromPeers: RelayedTraffic)? {
        let paths = facts.paths.filter { $0.relay?.client == use.client && $0.relay?.server == use.server }
        guard !paths.isEmpty else { return nil }
        var traffic = (toPeers: RelayedTraffic(packets: 0, bytes: 0), fromPeers: RelayedTraffic(packets: 0, bytes: 0))
        for path in paths {
            let clientIsForward = path.relay?.relayedSide == .lower
            let (sent, received) = (path.traffic(isForward: clientIsForward), path.traffic(isForward: !clientIsForward))
            traffic.toPeers.packets += Int(sent.packets)
            traffic.toPeers.bytes += Int(sent.bytes)
            traffic.fromPeers.packets += Int(received.packets)
            traffic.fromPeers.bytes += Int(received.bytes)
        }
        return traffic
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
                    : "port \(TLSConnection.turnPort) is that of TURN over TLS (RFC 8656 18.7)")
        }
    }
}

extension CallFacts.PathFacts {
    /// Everything that a direction carried, in packets and UDP payload bytes.
    fileprivate func traffic(isForward: Bool) -> (packets: Int64, bytes: Int64) {
        let direction = self[isForward: isForward]
        var sum = (packets: Int64(0), bytes: Int64(0))
        for count in [direction.stun, direction.dtls, direction.rtcp] {
            sum.packets += count.packets
            sum.bytes += count.bytes
        }
        for stream in streams where stream.isForward == isForward {
            sum.packets += stream.tracker.sequence.unique + stream.tracker.sequence.duplicates
            sum.bytes += stream.tracker.bytes.udpPayload
        }
        return sum
    }
}
