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
    private(set) var legs: [Leg]
    /// Of the legs that follow one another; where two carried the same packets, of that nearest the sender.
    private(set) var figures: StreamFigures
    /// What signalling says of it.
    private(set) var signalled: SignalledStream?
    private(set) var retransmission: RetransmissionJudgement.Retransmission?
    /// SSRC of the stream that it retransmits.
    private(set) var primary: SSRC?

    /// Sender's clock against the capture's: of the whole stream, so only once its legs are combined.
    private(set) lazy var drift = figures.clock == nil ? nil : ClockDriftEstimate(figures.drift)

    private init(ssrc: SSRC, sender: Int, leg: Leg) {
        self.ssrc = ssrc
        self.sender = sender
        legs = [leg]
        figures = StreamFigures(leg.tracker)
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
        var streams: [CallStream] = []
        var known: [Source: Int] = [:]
        for (index, path) in facts.paths.enumerated() {
            for stream in path.streams {
                let leg = Leg(
                    path: index, pair: path.pair, relay: path.relay, isForward: stream.isForward,
                    tracker: stream.tracker)
                let agent = sender(path.source(isForward: stream.isForward))
                let source = Source(ssrc: stream.tracker.ssrc, agent: agent)
                if let found = known[source] {
                    streams[found].legs.append(leg)
                } else {
                    known[source] = streams.count
                    streams.append(CallStream(ssrc: stream.tracker.ssrc, sender: agent, leg: leg))
                }
            }
        }
        for stream in streams {
            stream.combineLegs()
            stream.signalled = signalled(stream)
        }
        let retransmissions = RetransmissionJudgement.retransmissions(among: streams)
        for (index, retransmission) in retransmissions {
            streams[index].retransmission = retransmission
            guard let primary = retransmission.primary else { continue }
            streams[index].primary = streams[primary].ssrc
            if let clock = streams[primary].figures.clock { streams[index].adopt(clock) }
        }
        for stream in streams where stream.changesClock { stream.figures.forgetJitter() }
        for stream in streams { stream.settledKind = .some(stream.judgedKind) }
        return streams.sorted { ($0.figures.firstFrame, $0.ssrc) < ($1.figures.firstFrame, $1.ssrc) }
    }

    /// From which jump on the receiving client counts 0. NACK is negotiated for video and seldom for audio; where no session
    /// description says it, the kind's usual threshold must do.
    var clientThreshold: ClientLossCounter.Threshold {
        guard signalled?.hasNACK ?? !mayBeAudio else { return .standard }
        return mayBeAudio ? .audioWithNACK : .videoWithNACK
    }

    /// Takes the clock of the stream that it retransmits; its packets alone tell it badly or not at all.
    private func adopt(_ clock: StreamClock) {
        let inferred = StreamClock(rate: clock.rate, source: .inferred, confidence: clock.confidence)
        for index in legs.indices { legs[index].tracker.settleClock(inferred) }
        figures = StreamFigures(legs[0].tracker)
        combineLegs()
        if figures.clock?.rate != clock.rate { figures.forgetJitter() }
        figures.clock = inferred
    }

    /// Where on the path a leg is wanted, if a relay shows two that carry the same packets.
    enum Nearness {
        case sender, receiver
    }

    /// Legs that follow one another: the stream's whole way, each packet once.
    func legsInTurn(nearest: Nearness) -> [Leg] {
        var turn: [Leg] = []
        for leg in legs.sorted(by: { $0.tracker.first.frame < $1.tracker.first.frame }) {
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

    private func combineLegs() {
        guard legs.count > 1 else { return }
        legs.sort { $0.tracker.first.frame < $1.tracker.first.frame }
        let turn = legsInTurn(nearest: .sender)
        figures = StreamFigures(turn[0].tracker)
        for leg in turn.dropFirst() { figures.append(StreamFigures(leg.tracker)) }
    }
}
