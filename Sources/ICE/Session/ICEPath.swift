public import Wire

/// What was seen between two transport addresses that belong to one call: the input of `ICESession`.
public struct ICEPath: Hashable, Sendable {
    /// The TURN leg that the path was seen inside of: `pair` is then the relayed address and the peer.
    public struct Relay: Hashable, Sendable {
        public var client: Endpoint
        public var server: Endpoint
        /// Which end of `pair` is the relayed address.
        public var relayedSide: PathSide

        public init(client: Endpoint, server: Endpoint, relayedSide: PathSide) {
            self.client = client
            self.server = server
            self.relayedSide = relayedSide
        }
    }

    public var pair: EndpointPair
    public var relay: Relay?
    /// The other end's TURN leg, where one relay (or the tap) serves both.
    var otherRelay: Relay?
    public var facts: PairFacts
    /// DTLS and media (RTP, RTCP) datagrams by sender.
    public var dtls = PerSide<Tally>()
    public var media = PerSide<Tally>()

    var relays: [Relay] { [relay, otherRelay].compactMap(\.self) }

    public init(_ pair: EndpointPair, relay: Relay? = nil, facts: PairFacts) {
        self.pair = pair
        self.relay = relay
        self.facts = facts
    }

    /// The client's side, if this is the way to a STUN or TURN server and not to a peer.
    public var serverClient: PathSide? {
        guard media.lower.count + media.upper.count + dtls.lower.count + dtls.upper.count == 0 else { return nil }
        return facts.serverClient
    }

    /// When the side first sent something.
    func firstSent(by side: PathSide) -> Moment? {
        var first = Moment.earliest(media[side].first, dtls[side].first)
        first = Moment.earliest(first, facts.keepalives[side].first)
        facts.forEachBinding(from: side) { first = Moment.earliest(first, $0.requests.first) }
        facts.forEachBinding(from: side.other) { answered in
            first = Moment.earliest(first, answered.successes.first)
            for refusal in answered.errors.entries { first = Moment.earliest(first, refusal.tally.first) }
        }
        return first
    }

    var first: Moment? {
        let checks = facts.checks.reduce(nil as Moment?) { Moment.earliest($0, $1.summary.requests.first) }
        let others = facts.others.reduce(checks) { first, entry in
            Moment.earliest(first, Moment.earliest(entry.summary.requests.first, entry.summary.successes.first))
        }
        return Moment.earliest(others, Moment.earliest(firstSent(by: .lower), firstSent(by: .upper)))
    }

    /// Takes in the other leg of the relay that `self` is a leg of: both show the same messages, one of them within
    /// TURN, so the fuller account of each is kept and nothing is added up.
    mutating func join(_ leg: ICEPath) {
        if let mine = relay, let other = leg.relay, other.relayedSide != mine.relayedSide { otherRelay = other }
        relay = relay ?? leg.relay
        if leg.facts.requests > facts.requests { facts = leg.facts }
        for side in PathSide.allCases {
            if leg.dtls[side].count > dtls[side].count { dtls[side] = leg.dtls[side] }
            if leg.media[side].count > media[side].count { media[side] = leg.media[side] }
        }
    }
}
