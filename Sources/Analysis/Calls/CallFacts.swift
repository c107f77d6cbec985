import ICE
import Media
import Wire

/// Everything that was seen of one call, once it has ended: what the judgement is made of.
struct CallFacts {
    struct Stream {
        var isForward: Bool
        var tracker: StreamTracker
        /// Its source said goodbye.
        var hasLeft = false
        /// Every packet, where they are kept.
        var arrivals: [RTPArrival] = []
        var keepsAllArrivals = true
    }

    final class PathFacts {
        let pair: EndpointPair
        let transport: IPProtocol
        let relay: ICEPath.Relay?
        let forward: Path.Direction
        let backward: Path.Direction
        let checks: PairFacts
        let handshake: DTLSAssociationTracker
        let control: RTCPTracker
        /// The snap length cut DTLS records of it.
        let handshakeIsCut: Bool
        var streams: [Stream]
        let first: Moment
        let last: Moment
        /// The handshakes of this path by itself.
        private(set) lazy var associations = handshake.associations(
            srtpSeenForward: firstMedia(isForward: true), srtpSeenBackward: firstMedia(isForward: false))
        /// What is neither RTP nor STUN, where it is kept; `isSent` says "by the lower endpoint" here.
        var datagrams: [DatagramArrival] = []

        init(
            pair: EndpointPair, transport: IPProtocol, relay: ICEPath.Relay? = nil, forward: Path.Direction,
            backward: Path.Direction, checks: PairFacts, handshake: DTLSAssociationTracker, control: RTCPTracker,
            handshakeIsCut: Bool, streams: [Stream], first: Moment, last: Moment
        ) {
            self.pair = pair
            self.transport = transport
            self.relay = relay
            self.forward = forward
            self.backward = backward
            self.checks = checks
            self.handshake = handshake
            self.control = control
            self.handshakeIsCut = handshakeIsCut
            self.streams = streams
            self.first = first
            self.last = last
        }

        /// When a direction's first RTP packet passed.
        func firstMedia(isForward: Bool) -> Timestamp? {
            streams.lazy.filter { $0.isForward == isForward }.map(\.tracker.first.time).min()
        }

        subscript(isForward isForward: Bool) -> Path.Direction { isForward ? forward : backward }
        func source(isForward: Bool) -> Endpoint { isForward ? pair.lower : pair.upper }

        /// What the signalling is asked about a stream by.
        func signalledStream(_ stream: Stream) -> SignalledMedia.Stream {
            SignalledMedia.Stream(
                ssrc: stream.tracker.ssrc, source: source(isForward: stream.isForward),
                destination: source(isForward: !stream.isForward))
        }

        /// RTCP on a port of its own: no way that media takes.
        var carriesControlAlone: Bool {
            streams.isEmpty && checks.checks.isEmpty && handshake.isEmpty
                && forward.rtcp.packets + backward.rtcp.packets > 0
        }

        /// The RTP packets of a direction, all streams together.
        func media(isForward: Bool) -> Tally {
            var tally = Tally()
            for stream in streams where stream.isForward == isForward {
                let tracker = stream.tracker
                tally.append(
                    Tally(
                        count: Int(tracker.sequence.unique + tracker.sequence.duplicates),
                        first: Moment(tracker.first.time, frame: tracker.first.frame),
                        last: Moment(tracker.last.time, frame: tracker.last.frame)))
            }
            return tally
        }
    }

    var paths: [PathFacts]
    /// Endpoints that other calls use too: ports of a server.
    var sharedEndpoints: Set<Endpoint>
    /// Empty without signalling.
    var signalled: SignalledMedia
    var relatedIDs: [String]
    /// From addresses that the call uses.
    var tlsConnections: [TLSConnection]
    var first: Moment
    var last: Moment
    /// From the first packet to the last, whatever was done to the clock between them.
    let nanoseconds: Int64
    /// The call's close, if it was closed in order: by DTLS, or by the signalling.
    let closed: Moment?

    init(
        paths: [PathFacts], sharedEndpoints: Set<Endpoint>, signalled: SignalledMedia, relatedIDs: [String],
        tlsConnections: [TLSConnection], first: Moment, last: Moment, nanoseconds: Int64? = nil
    ) {
        self.paths = paths
        self.sharedEndpoints = sharedEndpoints
        self.signalled = signalled
        self.relatedIDs = relatedIDs
        self.tlsConnections = tlsConnections
        self.first = first
        self.last = last
        self.nanoseconds = nanoseconds ?? last.time.nanoseconds(since: first.time)
        closed = Self.closed(paths, signalled, last: last)
    }

    static func closed(_ paths: [PathFacts], _ signalled: SignalledMedia, last: Moment) -> Moment? {
        let closes = paths.lazy.filter(\.handshake.mayBeClosed).flatMap(\.associations)
            .compactMap { $0.change(to: .closed) }
        return closes.map { Moment($0.time, frame: $0.frame ?? last.frame) }.min()
            ?? signalled.dialogs.compactMap(\.ended).max()
    }
}

extension CallFacts {
    /// A call holds a connectivity check, a DTLS hello with use_srtp or an accepted RTP stream; or it failed to gather.
    func isCall(endedAt end: Moment) -> Bool {
        if hasPeerTraffic { return true }
        let session = iceSession(closed: nil)
        return session.agents.contains { agent in
            guard !agent.servers.isEmpty, !agent.servers.contains(where: { !$0.allocation.allocations.isEmpty }) else {
                return false
            }
            return agent.servers.contains { $0.refusal != nil } || agent.servers.allSatisfy { $0.isSilent(at: end) }
        }
    }

    var hasPeerTraffic: Bool {
        paths.contains { path in
            !path.checks.checks.isEmpty || !path.streams.isEmpty
                || path.associations.contains { $0.offeredProfiles != nil || $0.chosenProfile != nil }
        }
    }

    func iceSession(closed: Moment?) -> ICESession {
        let icePaths = paths.map { path in
            var icePath = ICEPath(path.pair, relay: path.relay, facts: path.checks)
            for side in PathSide.allCases {
                let direction = path[isForward: side == .lower]
                icePath.dtls[side] = direction.dtls.tally
                icePath.media[side] = path.media(isForward: side == .lower)
                if !path.carriesControlAlone { icePath.media[side].append(direction.rtcp.tally) }
            }
            return icePath
        }
        return ICESession(paths: icePaths, signalled: signalled.agents(of: paths), end: last, closed: closed)
    }
}

extension Path.Count {
    var tally: Tally { Tally(count: Int(packets), first: first, last: last) }
}
