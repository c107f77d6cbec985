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

    /// Half a second without sound, or as many packets of 20 ms.
    var isHeard: Bool { silence >= 500_000_000 || lost >= 25 }

    /// Nil if no stream shows it.
    var text: String? {
        guard silence > 0 || lost > 0 else { return nil }
        return "\(lost == 0 ? "no packet" : lost == 1 ? "1 packet" : "\(lost) packets") lost, "
            + "\(silence / 1_000_000) ms without any"
    }
}

/// One agent's media moved from a pair to another.
private struct PathChange {
    var agent: Int
    var old: ICEPair
    var new: ICEPair
    /// The last packet on the old pair and the first on the new.
    var last: Moment
    var at: Moment
    var isRestart: Bool
    var cost: PathChangeCost
}

extension FindingsJudgement {
    /// Streams of a call move within it, in ns; those of the other side too.
    private static var changeSpan: Int64 { 2_000_000_000 }
    /// ICE begins with the first pair that works and soon finds a better one, in ns.
    private static var settling: Int64 { 3_000_000_000 }
    /// New credentials lead to a new pair within it, in ns.
    private static var restartSpan: Int64 { 10_000_000_000 }
    private static var capacity: Int { 8 }

    /// Media moved to another pair in mid-call, and what that cost; both sides at once are one change. A new NAT mapping has
    /// a finding of its own.
    var pathChanges: [Finding] {
        let own = changes(of: call.perspective.client)
        var others = changes(of: 1 - call.perspective.client)
        var groups: [[PathChange]] = []
        for change in own {
            let found = others.firstIndex {
                abs($0.at.time.nanoseconds(since: change.at.time)) <= Self.changeSpan
            }
            groups.append([change] + [found.map { others.remove(at: $0) }].compactMap(\.self))
        }
        groups += others.map { [$0] }
        return groups.prefix(Self.capacity).compactMap { finding($0) }
    }

    private func changes(of agent: Int) -> [PathChange] {
        let value = call.session.agents[agent]
        guard let begin = value.pathsTaken.first?.media.first else { return [] }
        let rebound = Set(call.session.agents.flatMap(\.rebindings).map(\.pair))
        return zip(value.pathsTaken, value.pathsTaken.dropFirst()).compactMap { before, after in
            guard let at = after.media.first, let last = before.media.last, !rebound.contains(after.pair) else {
                return nil
            }
            let (old, new) = (call.session.pairs[before.pair], call.session.pairs[after.pair])
            let cost = cost(ofChangeAt: at, by: agent)
            guard hasMoved(agent, from: old, to: new, last: last, at: at),
                cost.isHeard || at.time.nanoseconds(since: begin.time) > Self.settling
            else { return nil }
            let isRestart = value.generations.dropFirst().contains {
                $0.first <= at && at.time.nanoseconds(since: $0.first.time) <= Self.restartSpan
            }
            return PathChange(agent: agent, old: old, new: new, last: last, at: at, isRestart: isRestart, cost: cost)
        }
    }

    /// Without BUNDLE (RFC 9143) audio and video run on pairs of their own from begin to end.
    private func hasMoved(_ agent: Int, from old: ICEPair, to new: ICEPair, last: Moment, at: Moment) -> Bool {
        if abs(at.time.nanoseconds(since: last.time)) <= Self.changeSpan { return true }
        return call.streams.contains { stream in
            stream.sender == agent
                && zip(stream.legs, stream.legs.dropFirst()).contains { before, after in
                    call.facts.paths[before.path].pair == old.endpoints
                        && call.facts.paths[after.path].pair == new.endpoints
                }
        }
    }

    private func finding(_ changes: [PathChange]) -> Finding? {
        guard let first = changes.first else { return nil }
        let names = changes.map { name(of: $0.agent) }.joined(separator: " and the ")
        let costs = changes.compactMap { change in
            change.cost.text.map { changes.count > 1 ? "of the \(name(of: change.agent)) \($0)" : $0 }
        }
        return Finding(
            code: .pathChanged, severity: changes.contains(where: \.cost.isHeard) ? .warning : .info,
            title: "The \(names) moved to another path in mid-call"
                + (changes.contains(where: \.isRestart) ? ", after an ICE restart" : "")
                + (costs.isEmpty ? "" : ": \(costs.joined(separator: "; "))"),
            evidence: changes.map { change in
                FindingEvidence(
                    text: "\(name(of: change.agent)): from \(route(of: change.agent, change.old)) to "
                        + route(of: change.agent, change.new),
                    frames: ([change.last.frame, change.at.frame] + change.cost.frames.prefix(6)).distinct(),
                    filter: "(\(filter(change.old.endpoints))) || (\(filter(change.new.endpoints)))")
            },
            place: nil,
            action:
                "Compare loss, jitter and delay before and after frame \(first.at.frame); if it was not meant, see "
                + "what made ICE choose anew.")
    }

    private func name(of agent: Int) -> String { agent == call.perspective.client ? "client" : "far end" }

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
}
