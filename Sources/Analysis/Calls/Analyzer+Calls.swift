import ICE
import Media
public import Report
import Wire

extension Analyzer {
    /// What may still follow a call's close: each side sends until it has the other's, and the last of it is on its way.
    private static var closeNanoseconds: Int64 { 5_000_000_000 }

    /// Who still asks for consent does so every 4 to 6 s (RFC 7675 5.1).
    private static var consentSilence: Int64 { 15_000_000_000 }

    /// Ends the calls that are over at `now`: those idle for long enough, and those that were closed.
    mutating func endCalls(at now: Timestamp) {
        let idleSince = now.advanced(byNanoseconds: -options.idleNanoseconds)
        endCalls(
            idleSince: idleSince,
            closedSince: max(idleSince, now.advanced(byNanoseconds: -Self.closeNanoseconds)))
    }

    /// Ends the calls whose last packet is no later than `idleSince`, or no later than `closedSince` and they are closed,
    /// in the order of their ends.
    ///
    /// - Parameter atOnce: so many of them; the others wait for `endWaiting`.
    mutating func endCalls(idleSince: Timestamp, closedSince: Timestamp, atOnce: Int = EndingCalls.atOnce) {
        var over: [EndingCalls.Ending] = []
        for call in calls.handles where calls[call].knownActivity <= closedSince {
            guard let last = lastSeen(in: call) else { continue }
            let time = clock.present(last)
            calls[call].knownActivity = time
            if time <= idleSince || time <= closedSince && isClosed(call, at: last.time, since: closedSince, time) {
                over.append((call, last))
            }
        }
        guard !over.isEmpty else { return }
        noteLosses(of: over)
        ending.wait(over.sorted { $0.last < $1.last })
        endWaiting(atOnce)
    }

    /// Ends the next of those that wait for it, unless they have gone on meanwhile.
    mutating func endWaiting(_ count: Int) {
        end(ending.next(count).filter { calls.handles.contains($0.call) && lastSeen(in: $0.call) == $0.last })
    }

    /// Calls that end together are compared with each other: what they all lost at once, the capture may have.
    mutating func noteLosses(of leaving: [EndingCalls.Ending]) {
        for stream in leaving.flatMap({ calls[$0.call].paths }).flatMap({ paths[$0].streams }) {
            health.losses.add(streams[stream].tracker)
        }
    }

    /// Judges calls and forgets them.
    mutating func end(_ leaving: [EndingCalls.Ending]) {
        let health = withLimits(health)
        for (call, last) in leaving {
            let facts = facts(of: call)
            let judgements = judgements(of: call, facts, endedAt: last, health)
            let sides = arrivals == nil ? [] : judgements.map(\.analyzedSide)
            let report = sides.first?.report ?? judgements.first?.report
            let id = report?.call.callID
            if let report {
                if !sides.isEmpty { endedCalls.append(AnalyzedCall(sides: sides)) }
                if id == options.callToLocate { locatedCall = CallFrames(facts) }
                ended.append(report)
            }
            matchedDescriptions.formUnion(facts.signalled.givenIndices)
            close(call, id: id)
        }
    }

    /// Whether the call's DTLS, its signalling or all its streams said goodbye shortly before its last packet, or consent
    /// has expired.
    ///
    /// - Parameters:
    ///   - last: of the last packet, as it was stamped.
    ///   - closedSince, time: the time before which it may have been closed, and the last packet's by the same clock.
    private mutating func isClosed(
        _ call: CallHandle, at last: Timestamp, since closedSince: Timestamp, _ time: Timestamp
    ) -> Bool {
        guard calls[call].knownOpen != last else { return false }
        let accepted = calls[call].paths.flatMap { self.paths[$0].streams }.filter { isAccepted($0) }
        if !accepted.isEmpty, accepted.allSatisfy({ streams[$0].hasLeft }) { return true }
        let paths = pathFacts(of: call)
        let closed = CallFacts.closed(paths, signalledMedia(of: call, paths), last: Moment(last, frame: 0))
        if let closed, last.nanoseconds(since: closed.time) <= Self.closeNanoseconds { return true }
        if let answered = Self.lastAnswerBeforeSilence(in: paths, until: last) {
            // Time alone makes it expire.
            let silence = closedSince.nanoseconds(since: time) + Self.closeNanoseconds
            return silence >= Self.consentSilence
                && last.nanoseconds(since: answered) + silence >= ICESession.consentTimeout
        }
        calls[call].knownOpen = last
        return false
    }

    /// The last answer to a check, if none was answered from then on to the call's last packet and for most of the time
    /// after which consent expires (RFC 7675 5.1).
    private static func lastAnswerBeforeSilence(in paths: [CallFacts.PathFacts], until last: Timestamp) -> Timestamp? {
        let checks = paths.lazy.flatMap { $0.checks.checks }
        guard let answered = checks.compactMap({ $0.summary.successes.last?.time }).max(),
            let asked = checks.compactMap({ $0.summary.requests.last?.time }).max(),
            asked.nanoseconds(since: answered) >= ICESession.consentTimeout * 2 / 3, last >= asked
        else { return nil }
        return answered
    }

    /// The reports of the calls that go on, as if the capture ended with the last frame, in order of their last packets.
    ///
    /// It ends none of them. A frame whose time stamp is in doubt is not part of them yet.
    public func reportsInProgress() -> [CallReport] {
        var health = withLimits(health)
        for stream in calls.handles.flatMap({ calls[$0].paths }).flatMap({ paths[$0].streams }) {
            health.losses.add(streams[stream].tracker)
        }
        let last = calls.handles.compactMap { call in lastSeen(in: call).map { (call: call, last: $0) } }
        return last.sorted { $0.last < $1.last }.compactMap { call, last in
            judgements(of: call, facts(of: call), endedAt: last, health).first?.report
        }
    }

    /// None if what was seen makes no call; the other side's too where packets are kept.
    private func judgements(
        of call: CallHandle, _ facts: CallFacts, endedAt last: Moment, _ health: CaptureHealth
    ) -> [CallJudgement] {
        guard facts.isCall(endedAt: last) else { return [] }
        var facts = facts
        facts.relatedIDs = relatedIDs(of: call)
        let judgement = CallJudgement(facts, options: options, health: health, clock: clock)
        guard arrivals != nil else { return [judgement] }
        return [
            judgement,
            CallJudgement(
                facts, options: options, health: health, clock: clock,
                perspective: PerspectiveJudgement(otherThan: judgement.perspective)),
        ]
    }

    /// Nil for a call without paths.
    func lastSeen(in call: CallHandle) -> Moment? {
        let paths = calls[call].paths
        return paths.first.map { first in
            paths.dropFirst().reduce(lastSeen(on: first)) { clock.latest($0, lastSeen(on: $1)) }
        }
    }

    func lastSeen(on handle: PathHandle) -> Moment {
        paths[handle].streams.reduce(paths[handle].last) { last, stream in
            let packet = streams[stream].tracker.last
            return clock.latest(last, Moment(packet.time, frame: packet.frame))
        }
    }

    func facts(of call: CallHandle) -> CallFacts {
        let all = pathFacts(of: call)
        let media = signalledMedia(of: call, all)
        Self.settleClocks(in: all, media)
        var shared: Set<Endpoint> = []
        for path in all {
            for endpoint in [path.pair.lower, path.pair.upper] where calls.isShared(.media(endpoint)) {
                shared.insert(endpoint)
            }
        }
        let first = all.map(\.first).min() ?? Moment(.distantPast, frame: 0)
        let last = lastSeen(in: call) ?? first
        return CallFacts(
            paths: all, sharedEndpoints: shared, signalled: media, relatedIDs: [],
            tlsConnections: tlsConnections.connections(
                from: Set(all.flatMap { [$0.pair.lower.address, $0.pair.upper.address] })),
            first: first, last: last,
            nanoseconds: clock.present(last).nanoseconds(since: clock.present(first)))
    }

    private func pathFacts(of call: CallHandle) -> [CallFacts.PathFacts] {
        calls[call].paths.map { facts(of: $0) }.sorted { $0.first < $1.first }
    }

    /// The ids of the calls related to this one, those that still go on too: what an id is made of comes first in a call.
    private func relatedIDs(of call: CallHandle) -> [String] {
        var ids = calls[call].relatedIDs
        for other in calls[call].related {
            let facts = facts(of: other)
            if facts.isCall(endedAt: facts.last) { ids.insert(options.callID ?? CallIdentifier.make(for: facts)) }
        }
        return ids.sorted()
    }

    /// What descriptions say of the streams' clocks, though they may have come after the packets; else what those say: no
    /// more may come, and what there is must do.
    private static func settleClocks(in paths: [CallFacts.PathFacts], _ media: SignalledMedia) {
        for path in paths {
            for index in path.streams.indices {
                if !media.isEmpty, let type = path.streams[index].tracker.payloadTypeCounts.first?.payloadType,
                    let codec = media.codec(of: type, in: path.signalledStream(path.streams[index]))
                {
                    path.streams[index].tracker.settleClock(StreamClock(rate: codec.clockRate, source: .sdp))
                }
                path.streams[index].tracker.inferClock(isFinal: true)
            }
        }
    }

    /// One packet alone makes no stream.
    private func isAccepted(_ stream: Int32) -> Bool { streams[stream].tracker.sequence.unique >= 2 }

    private func facts(of handle: PathHandle) -> CallFacts.PathFacts {
        let path = paths[handle]
        var pathStreams: [CallFacts.Stream] = []
        for stream in path.streams where isAccepted(stream) {
            let kept = arrivals?.packets(of: stream) ?? (packets: [], isComplete: true)
            pathStreams.append(
                CallFacts.Stream(
                    isForward: streams[stream].isForward, tracker: streams[stream].tracker,
                    hasLeft: streams[stream].hasLeft, arrivals: kept.packets, keepsAllArrivals: kept.isComplete))
        }
        var relay: ICEPath.Relay?
        if let outer = path.key.relay {
            let clientIsLower = paths[outer].clientIsLower ?? true
            let client = paths[outer].source(isForward: clientIsLower)
            let relayed = paths[outer].checks.flatMap { checks[$0].relayed } ?? client
            relay = ICEPath.Relay(
                client: client, server: paths[outer].source(isForward: !clientIsLower),
                relayedSide: path.key.lower == relayed ? .lower : .upper)
        }
        let facts = CallFacts.PathFacts(
            pair: EndpointPair(path.key.lower, path.key.upper), transport: path.key.transport, relay: relay,
            forward: path.forward, backward: path.backward, checks: path.checks.map { checks[$0].facts } ?? PairFacts(),
            handshake: path.handshake.map { handshakes[$0] } ?? DTLSAssociationTracker(),
            control: path.control.map { controls[$0] } ?? RTCPTracker(), handshakeIsCut: path.hasCutHandshake,
            streams: pathStreams, first: path.first,
            last: lastSeen(on: handle))
        facts.datagrams = arrivals?.datagrams(on: handle) ?? []
        return facts
    }

    /// Gives back all that the call held.
    mutating func close(_ call: CallHandle, id: String?) {
        for handle in calls[call].paths {
            let path = paths[handle]
            for stream in path.streams { forget(stream) }
            if let tracker = path.checks { checks.remove(tracker) }
            if let tracker = path.handshake { handshakes.remove(tracker) }
            if let tracker = path.control { controls.remove(tracker) }
            paths.remove(handle)
            arrivals?.remove(path: handle)
        }
        calls.close(call, id: id)
    }
}
