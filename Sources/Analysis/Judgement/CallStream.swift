import ICE
import Media
import Report
import Wire

/// One RTP stream of a call: an SSRC and its sender's side, over every path that it took.
struct CallStream {
    /// The stream on one path.
    struct Leg {
        var path: Int
        var isForward: Bool
        var tracker: StreamTracker
    }

    var ssrc: SSRC
    /// Index into `ICESession.agents`.
    var sender: Int
    /// By first packet.
    var legs: [Leg]
    /// Of the legs that follow one another; where two carried the same packets, of that nearest the sender.
    var figures: StreamFigures

    var kind: ReportedMediaKind? {
        if let known = figures.payloadTypes.lazy.compactMap({ StaticPayloadType($0.payloadType) }).first {
            return known.isVideo ? .video : .audio
        }
        guard let rate = figures.clock?.rate.rawValue else { return nil }
        return rate == 90000 ? .video : .audio
    }

    /// All streams of a call. `sender` gives an endpoint's agent.
    static func streams(of facts: CallFacts, sender: (Endpoint) -> Int) -> [CallStream] {
        struct Source: Hashable {
            var ssrc: SSRC
            var agent: Int
        }
        var streams: [CallStream] = []
        var known: [Source: Int] = [:]
        for (index, path) in facts.paths.enumerated() {
            for stream in path.streams {
                let leg = Leg(path: index, isForward: stream.isForward, tracker: stream.tracker)
                let agent = sender(path.source(isForward: stream.isForward))
                let source = Source(ssrc: stream.tracker.ssrc, agent: agent)
                if let found = known[source] {
                    streams[found].legs.append(leg)
                } else {
                    known[source] = streams.count
                    let figures = StreamFigures(stream.tracker)
                    streams.append(
                        CallStream(ssrc: stream.tracker.ssrc, sender: agent, legs: [leg], figures: figures))
                }
            }
        }
        for index in streams.indices { streams[index].combineLegs() }
        return streams.sorted { ($0.figures.firstFrame, $0.ssrc) < ($1.figures.firstFrame, $1.ssrc) }
    }

    private mutating func combineLegs() {
        guard legs.count > 1 else { return }
        legs.sort { $0.tracker.first.frame < $1.tracker.first.frame }
        var end = legs[0].tracker.last.time
        figures = StreamFigures(legs[0].tracker)
        for leg in legs.dropFirst() {
            // A relay's other leg carries the same packets a little later: it is shown, not added.
            let overlap = min(end, leg.tracker.last.time).nanoseconds(since: leg.tracker.first.time)
            let span = leg.tracker.last.time.nanoseconds(since: leg.tracker.first.time)
            if overlap > max(500_000_000, span / 2) { continue }
            figures.append(StreamFigures(leg.tracker))
            end = max(end, leg.tracker.last.time)
        }
    }
}
