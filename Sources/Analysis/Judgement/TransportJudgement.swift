import ICE
import Media
import Report
import Wire

/// What went between the client and the far end, pair by pair, as getStats counts it for candidate pairs (W3C
/// webrtc-stats 8.17): every datagram but those of STUN. So DTLS in STUN attributes does not count, and of a relayed pair
/// what the relay passes on does, without TURN's own headers.
struct TransportJudgement {
    private var pairs: [EndpointPair: TransportCounters] = [:]

    init(_ judgement: CallJudgement) {
        for counted in Self.countedPaths(judgement) {
            let path = judgement.facts.paths[counted.path]
            pairs[path.pair, default: TransportCounters()].add(path, sentIsForward: counted.sentIsForward)
        }
    }

    /// A path that the client counts.
    struct CountedPath {
        /// Index into the facts' paths.
        var path: Int
        /// The client is the lower endpoint.
        var sentIsForward: Bool
    }

    static func countedPaths(_ judgement: CallJudgement) -> [CountedPath] {
        let client = judgement.client.endpoints
        let peers = Set(judgement.session.pairs.map(\.endpoints))
        var counted: [EndpointPair: (nearness: Int, paths: [CountedPath])] = [:]
        for (index, path) in judgement.facts.paths.enumerated() where peers.contains(path.pair) {
            let isForward = client.contains(path.pair.lower)
            guard isForward != client.contains(path.pair.upper) else { continue }
            // Of a relay's two legs, the client counts on its own.
            let rank = path.relay.map { ($0.relayedSide == .lower) == isForward ? 2 : 0 } ?? 1
            let best = counted[path.pair]?.nearness ?? -1
            if rank > best { counted[path.pair] = (rank, []) }
            if rank >= best { counted[path.pair]?.paths.append(CountedPath(path: index, sentIsForward: isForward)) }
        }
        return counted.values.flatMap(\.paths).sorted { $0.path < $1.path }
    }

    subscript(pair: EndpointPair) -> TransportCounters? { pairs[pair] }

    /// All pairs together; nil without any.
    var total: TransportCounters? {
        guard !pairs.isEmpty else { return nil }
        return pairs.values.reduce(into: TransportCounters()) { total, pair in
            total.packetsSent += pair.packetsSent
            total.bytesSent += pair.bytesSent
            total.packetsReceived += pair.packetsReceived
            total.bytesReceived += pair.bytesReceived
        }
    }
}

extension TransportCounters {
    fileprivate mutating func add(_ path: CallFacts.PathFacts, sentIsForward: Bool) {
        let (sent, received) = (path.traffic(isForward: sentIsForward), path.traffic(isForward: !sentIsForward))
        packetsSent += Int(sent.packets)
        bytesSent += Int(sent.bytes)
        packetsReceived += Int(received.packets)
        bytesReceived += Int(received.bytes)
    }
}

extension CallFacts.PathFacts {
    /// Datagrams of a direction other than STUN's, repeats too, and their payload.
    func traffic(isForward: Bool) -> (packets: Int64, bytes: Int64) {
        let direction = self[isForward: isForward]
        var packets = direction.rtcp.packets + direction.dtls.packets
        var bytes = direction.rtcp.bytes + direction.dtls.bytes
        for stream in streams where stream.isForward == isForward {
            packets += stream.tracker.sequence.unique + stream.tracker.sequence.duplicates
            bytes += stream.tracker.bytes.udpPayload + stream.tracker.bytes.duplicates
        }
        return (packets, bytes)
    }
}
