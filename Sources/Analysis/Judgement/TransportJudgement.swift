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
        let client = judgement.client.endpoints
        var nearness: [EndpointPair: Int] = [:]
        for path in judgement.facts.paths {
            let isForward = client.contains(path.pair.lower)
            guard isForward != client.contains(path.pair.upper) else { continue }
            // Of a relay's two legs, the client counts on its own.
            let rank = path.relay.map { ($0.relayedSide == .lower) == isForward ? 2 : 0 } ?? 1
            let best = nearness[path.pair] ?? -1
            guard rank >= best else { continue }
            if rank > best {
                nearness[path.pair] = rank
                pairs[path.pair] = TransportCounters()
            }
            pairs[path.pair]?.add(path, sentIsForward: isForward)
        }
        let peers = Set(judgement.session.pairs.map(\.endpoints))
        pairs = pairs.filter { peers.contains($0.key) }
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
        packetsSent += sent.packets
        bytesSent += sent.bytes
        packetsReceived += received.packets
        bytesReceived += received.bytes
    }
}

extension CallFacts.PathFacts {
    /// Datagrams of a direction other than STUN's.
    fileprivate func traffic(isForward: Bool) -> (packets: Int, bytes: Int) {
        let direction = self[isForward: isForward]
        var packets = direction.rtcp.packets + direction.dtls.packets
        var bytes = direction.rtcp.bytes + direction.dtls.bytes
        for stream in streams where stream.isForward == isForward {
            packets += stream.tracker.sequence.unique + stream.tracker.sequence.duplicates
            bytes += stream.tracker.bytes.udpPayload + stream.tracker.bytes.duplicates
        }
        return (Int(packets), Int(bytes))
    }
}
