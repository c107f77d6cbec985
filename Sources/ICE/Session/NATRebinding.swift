public import Wire

/// An agent's address changed in mid-call, without an ICE restart: a NAT gave its flow a new mapping, or the agent a new
/// way out.
public struct NATRebinding: Hashable, Sendable {
    public enum Evidence: Hashable, Sendable {
        /// Answers to its checks give another mapped address than before: the NAT stands behind the tap.
        case mappedAddress
        /// Its packets come from another address: the NAT stands before the tap.
        case sourceAddress
    }

    public var evidence: Evidence
    /// Index into `ICESession.pairs`: where it was seen.
    public var pair: Int
    public var from: Endpoint
    public var to: Endpoint
    /// The first packet that shows the new address.
    public var at: Moment

    /// In order of time.
    static func rebindings(of value: ICEAgent, agent: Int, pairs: [ICEPair]) -> [NATRebinding] {
        let all =
            pairs.indices.flatMap { newMappings(on: $0, pairs[$0], of: agent) }
            + newSources(of: value, agent: agent, pairs)
        return all.sorted { $0.at < $1.at }
    }

    /// Mappings that took the place of one another on one pair.
    private static func newMappings(on index: Int, _ pair: ICEPair, of agent: Int) -> [NATRebinding] {
        let entries = pair.checks[pair.side(of: agent)].mapped.entries
        return zip(entries, entries.dropFirst()).compactMap { before, after in
            guard let at = after.tally.first, let last = before.tally.last, last < at else { return nil }
            return NATRebinding(
                evidence: .mappedAddress, pair: index, from: before.value, to: after.value, at: at)
        }
    }

    /// Media that moves to another source and the same destination, where the old source fell silent first: an agent that
    /// chooses another of its own candidates checks it while the old one still runs.
    private static func newSources(of value: ICEAgent, agent: Int, _ pairs: [ICEPair]) -> [NATRebinding] {
        zip(value.pathsTaken, value.pathsTaken.dropFirst()).compactMap { before, after in
            let (old, new) = (pairs[before.pair], pairs[after.pair])
            let (oldSide, newSide) = (old.side(of: agent), new.side(of: agent))
            let (from, to) = (old.endpoints[oldSide], new.endpoints[newSide])
            guard from != to, old.endpoints[oldSide.other] == new.endpoints[newSide.other],
                let at = firstSent(on: new, by: newSide), let last = lastSent(on: old, by: oldSide), last < at,
                !value.generations.dropFirst().contains(where: { last < $0.first && $0.first <= at })
            else { return nil }
            return NATRebinding(evidence: .sourceAddress, pair: after.pair, from: from, to: to, at: at)
        }
    }

    private static func firstSent(on pair: ICEPair, by side: PathSide) -> Moment? {
        let packets = Moment.earliest(pair.media[side].first, pair.dtls[side].first)
        return Moment.earliest(packets, pair.checks[side].requests.first)
    }

    private static func lastSent(on pair: ICEPair, by side: PathSide) -> Moment? {
        let packets = Moment.latest(pair.media[side].last, pair.dtls[side].last)
        return Moment.latest(packets, pair.checks[side].requests.last)
    }
}
