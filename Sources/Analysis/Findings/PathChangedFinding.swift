import ICE
import Media
import Report
import Wire

/// What a change of path cost the streams of its sender.
struct PathChangeCost {
    var lost: Int64 = 0
    /// Between the last packet on the old path and the first on the new, the longest, in ns.
    var silence: Int64 = 0
    var frames: [UInt64] = []

    /// Half a second without sound, or a second's packets.
    var isHeard: Bool { silence >= 500_000_000 || lost >= 25 }

    var text: String {
        guard silence > 0 || lost > 0 else { return "" }
        return ": \(lost) packets lost, \(silence / 1_000_000) ms without any"
    }
}

extension FindingsJudgement {
    /// Media moved to another pair in mid-call, and what that cost. A new NAT mapping has a finding of its own, for the side
    /// that follows it too.
    var pathChanges: [Finding] {
        let rebound = Set(call.session.agents.flatMap(\.rebindings).map(\.pair))
        return [call.perspective.client, 1 - call.perspective.client].flatMap { agent -> [Finding] in
            let value = call.session.agents[agent]
            let name = agent == call.perspective.client ? "client" : "far end"
            return zip(value.pathsTaken, value.pathsTaken.dropFirst()).compactMap { before, after in
                // Pairs that are used at once carry a stream each, as without BUNDLE (RFC 9143): nothing moves.
                guard let at = after.media.first, let last = before.media.last,
                    last.time.nanoseconds(since: at.time) <= Self.changeSpan, !rebound.contains(after.pair)
                else { return nil }
                let cost = cost(ofChangeAt: at, by: agent)
                let (old, new) = (call.session.pairs[before.pair], call.session.pairs[after.pair])
                let isRestart = value.generations.dropFirst().contains { $0.first <= at }
                return Finding(
                    code: .pathChanged, severity: cost.isHeard ? .warning : .info,
                    title:
                        "The \(name) moved to another path in mid-call\(isRestart ? ", after an ICE restart" : "")\(cost.text)",
                    evidence: [
                        FindingEvidence(
                            text: "from \(route(of: agent, old)) to \(route(of: agent, new))",
                            frames: ([last.frame, at.frame] + cost.frames).distinct(),
                            filter: "(\(filter(old.endpoints))) || (\(filter(new.endpoints)))")
                    ],
                    place: nil,
                    action:
                        "Compare loss, jitter and delay before and after frame \(at.frame); if it was not meant, see "
                        + "what made ICE choose anew.")
            }.prefix(4).map(\.self)
        }
    }

    private func route(of agent: Int, _ pair: ICEPair) -> String {
        let side = pair.side(of: agent)
        return "\(pair.endpoints[side]) > \(pair.endpoints[side.other])"
    }

    /// Of every stream of an agent: what lies between its last packet on one path and the first on the next.
    func cost(ofChangeAt moment: Moment, by agent: Int) -> PathChangeCost {
        var cost = PathChangeCost()
        for stream in call.streams where stream.sender == agent && stream.retransmission == nil {
            for (before, after) in zip(stream.legs, stream.legs.dropFirst()) {
                let (last, first) = (before.tracker.last, after.tracker.first)
                let distance = first.time.nanoseconds(since: moment.time)
                guard abs(distance) <= Self.changeSpan, first.time > last.time else { continue }
                cost.silence = max(cost.silence, first.time.nanoseconds(since: last.time))
                let skipped = Int64(Int16(bitPattern: first.sequenceNumber &- last.sequenceNumber)) - 1
                if skipped > 0, skipped < SequenceTracker.maxDropout { cost.lost += skipped }
                cost.frames += [last.frame, first.frame]
            }
        }
        return cost
    }

    /// Streams of a call move within it, in ns.
    private static var changeSpan: Int64 { 2_000_000_000 }
}
