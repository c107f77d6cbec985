import ICE
import Media
import Report
import Wire

/// One RTP stream of a call: an SSRC and its sender's side, over every path that it took.
///
/// By reference, as are a path's facts and the judgement: each is looked at in a hundred places, and has dozens of arrays
/// that a copy would count one by one.
final class CallStream {
    /// The stream on one path.
    struct Leg {
        var path: Int
        var pair: EndpointPair
        var relay: ICEPath.Relay?
        var isForward: Bool
        var tracker: StreamTracker

        /// A relay's two legs run between the same two ends, one within the relay's client's own path.
        func isOtherLeg(of other: Leg) -> Bool { pair == other.pair && relay != other.relay }
    }

    let ssrc: SSRC
    /// Index into `ICESession.agents`.
    let sender: Int
    /// By first packet.
    let legs: [Leg]
    /// Of the legs that follow one another; where two carried the same packets, of that nearest the sender. Constant, so
    /// that it is read where it lies.
    let figures: StreamFigures
    /// What signalling says of it.
    private(set) var signalled: SignalledStream?
    private(set) var retransmission: RetransmissionJudgement.Retransmission?
    /// SSRC of the stream that it retransmits.
    private(set) var primary: SSRC?

    /// Nil for what is no audio, or shows no level.
    private(set) lazy var audioLevel =
        kind == .audio ? AudioLevelJudgement(figures, signalledID: signalled?.audioLevelID) : nil
    /// Sender's clock against the capture's.
    private(set) lazy var drift = figures.clock == nil ? nil : ClockDriftEstimate(figures.drift)

    private init(ssrc: SSRC, sender: Int, legs: [Leg]) {
        self.ssrc = ssrc
        self.sender = sender
        self.legs = legs.count == 1 ? legs : legs.sorted { $0.tracker.first.frame < $1.tracker.first.frame }
        figures = Self.figures(of: self.legs)
    }

    /// The same stream with other figures.
    private init(_ stream: CallStream, legs: [Leg], figures: StreamFigures) {
        ssrc = stream.ssrc
        sender = stream.sender
        signalled = stream.signalled
        retransmission = stream.retransmission
        primary = stream.primary
        self.legs = legs
        self.figures = figures
    }

    /// What it carries, as far as that can be told.
    var kind: ReportedMediaKind? {
        if case .some(let settled) = settledKind { return settled }
        return judgedKind
    }

    /// The kind, once nothing that it is told by changes any more: it is asked for again and again.
    private var settledKind: ReportedMediaKind??

    private var judgedKind: ReportedMediaKind? {
        if retransmission != nil { return .retransmission }
        let codecs = figures.payloadTypes.compactMap { signalled?.codecs[$0.payloadType] }
        if !codecs.isEmpty, codecs.allSatisfy(\.isForwardErrorCorrection) { return .forwardErrorCorrection }
        switch signalled?.mediaKind {
        case "audio": return .audio
        case "video": return .video
        default: break
        }
        if let known = figures.payloadTypes.lazy.compactMap({ StaticPayloadType($0.payloadType) }).first {
            return known.isVideo ? .video : .audio
        }
        guard let rate = figures.clock?.rate.rawValue else {
            let isEvents = figures.payloadTypes.first.map { PayloadTypeJudgement.isTelephoneEvent($0, of: figures) }
            return isEvents == true ? .audio : nil
        }
        return rate == 90000 ? .video : .audio
    }

    /// What is not known to be anything else counts as audio.
    var mayBeAudio: Bool { kind == .audio || kind == nil }

    /// All streams of a call. `sender` gives an endpoint's agent.
    static func streams(of facts: CallFacts, sender: (Endpoint) -> Int) -> [CallStream] {
        streams(of: facts, sender: sender) { stream in
            // On the path that it took last.
            guard let leg = stream.legs.last else { return nil }
            let place = SignalledMedia.Stream(
                ssrc: stream.ssrc, source: facts.paths[leg.path].source(isForward: leg.isForward),
                destination: facts.paths[leg.path].source(isForward: !leg.isForward))
            return facts.signalled.stream(place, types: stream.figures.payloadTypes.map(\.payloadType))
        }
    }

    static func streams(
        of facts: CallFacts, sender: (Endpoint) -> Int, signalled: (CallStream) -> SignalledStream?
    ) -> [CallStream] {
        struct Source: Hashable {
            var ssrc: SSRC
            var agent: Int
        }
        var legs: [(source: Source, legs: [Leg])] = []
        var known: [Source: Int] = [:]
        for (index, path) in facts.paths.enumerated() {
            for stream in path.streams.indices {
                let leg = Leg(
                    path: index, pair: path.pair, relay: path.relay, isForward: path.streams[stream].isForward,
                    tracker: path.streams[stream].tracker)
                let source = Source(
                    ssrc: leg.tracker.ssrc, agent: sender(path.source(isForward: leg.isForward)))
                if let found = known[source] {
                    legs[found].legs.append(leg)
                } else {
                    known[source] = legs.count
                    legs.append((source, [leg]))
                }
            }
        }
        var streams = legs.map { CallStream(ssrc: $0.source.ssrc, sender: $0.source.agent, legs: $0.legs) }
        for stream in streams { stream.signalled = signalled(stream) }
        let retransmissions = RetransmissionJudgement.retransmissions(among: streams)
        for (index, retransmission) in retransmissions {
            streams[index].retransmission = retransmission
            guard let primary = retransmission.primary else { continue }
            streams[index].primary = streams[primary].ssrc
            if let clock = streams[primary].figures.clock { streams[index] = streams[index].adopting(clock) }
        }
        for index in streams.indices where streams[index].changesClock {
            var figures = streams[index].figures
            figures.forgetJitter()
            streams[index] = CallStream(streams[index], legs: streams[index].legs, figures: figures)
        }
        for stream in streams { stream.settledKind = .some(stream.judgedKind) }
        return streams.sorted { ($0.figures.firstFrame, $0.ssrc) < ($1.figures.firstFrame, $1.ssrc) }
    }

    /// From which jump on the receiving client counts 0. NACK is negotiated for video and seldom for audio; where no session
    /// description says it, the kind's usual threshold must do.
    var clientThreshold: ClientLossCounter.Threshold {
        guard signalled?.hasNACK ?? !mayBeAudio else { return .standard }
        return mayBeAudio ? .audioWithNACK : .videoWithNACK
    }

    /// With the clock of the stream that it retransmits; its packets alone tell it badly or not at all.
    private func adopting(_ clock: StreamClock) -> CallStream {
        let inferred = StreamClock(rate: clock.rate, source: .inferred, confidence: clock.confidence)
        var legs = legs
        for index in legs.indices { legs[index].tracker.settleClock(inferred) }
        var figures = Self.figures(of: legs)
        if figures.clock?.rate != clock.rate { figures.forgetJitter() }
        figures.clock = inferred
        return CallStream(self, legs: legs, figures: figures)
    }

    /// Where on the path a leg is wanted, if a relay shows two that carry the same packets.
    enum Nearness {
        case sender, receiver
    }

    /// Legs that follow one another: the stream's whole way, each packet once.
    func legsInTurn(nearest: Nearness) -> [Leg] { Self.inTurn(legs, nearest: nearest) }

    private static func inTurn(_ legs: [Leg], nearest: Nearness) -> [Leg] {
        var turn: [Leg] = []
        for leg in legs {
            guard let end = turn.map(\.tracker.last.time).max() else {
                turn.append(leg)
                continue
            }
            // A relay's other leg carries the same packets a little later: it is shown, not added.
            let overlap = min(end, leg.tracker.last.time).nanoseconds(since: leg.tracker.first.time)
            let span = leg.tracker.last.time.nanoseconds(since: leg.tracker.first.time)
            if let other = turn.firstIndex(where: { leg.isOtherLeg(of: $0) }) {
                if nearest == .receiver { turn[other] = leg }
            } else if overlap <= max(500_000_000, span / 2) {
                turn.append(leg)
            }
        }
        return turn
    }

    private static func figures(of legs: [Leg]) -> StreamFigures {
        if legs.count == 1 { return StreamFigures(legs[0].tracker) }
        let turn = inTurn(legs, nearest: .sender)
        var figures = StreamFigures(turn[0].tracker)
        for leg in turn.dropFirst() { figures.append(StreamFigures(leg.tracker)) }
        return figures
    }
}
