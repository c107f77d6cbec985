import ICE
import Report
import Wire

/// The SDK's warnings of ICE and the peer connection, from what the capture shows of them.
struct ICEWarningJudgement {
    let call: CallJudgement

    init(_ call: CallJudgement) { self.call = call }

    /// libwebrtc takes a pair for unusable once checks went unanswered for so long, and says `disconnected`.
    private static let unansweredNanoseconds: Int64 = 5_000_000_000

    var warnings: [ClientWarning] {
        connectivityLost + [gatheringEmpty, connectionFailed, onlyHostCandidates].compactMap(\.self) + pairChanges
    }

    /// The client's checks on a pair that it sent on went unanswered, after answers and while no other pair had any.
    private var connectivityLost: [ClientWarning] {
        let end = call.facts.closed
        let taken = Set(call.client.pathsTaken.map(\.pair) + [call.client.selected?.pair].compactMap(\.self))
        var warnings: [ClientWarning] = []
        for index in taken {
            let pair = call.session.pairs[index]
            for outage in pair.outages[pair.side(of: call.perspective.client)] where outage.lastAnswer != nil {
                let first = outage.firstRequest
                let last = outage.regained ?? outage.lastRequest
                guard last.time.nanoseconds(since: first.time) >= Self.unansweredNanoseconds,
                    end.map({ first < $0 }) ?? true, !isAnswered(otherThan: index, from: first, to: last)
                else { continue }
                warnings.append(
                    ClientWarning(
                        .iceConnectivityLost,
                        first: UnixTime(first.time.advanced(byNanoseconds: Self.unansweredNanoseconds)),
                        from: UnixTime(first.time), to: UnixTime(last.time), frame: first.frame,
                        evidence: "\(outage.requests) checks of the client unanswered, "
                            + (outage.regained.map { "then answered in frame \($0.frame)" } ?? "to the end")))
            }
        }
        return warnings
    }

    private func isAnswered(otherThan pair: Int, from first: Moment, to last: Moment) -> Bool {
        call.session.pairs.indices.contains { index in
            let other = call.session.pairs[index]
            let gaps = other.checks[other.side(of: call.perspective.client)].gaps
            guard index != pair, let begin = gaps.firstAnswer, let end = gaps.lastAnswer else { return false }
            return begin < last && end > first
        }
    }

    /// Relays were asked for, none was granted, and no check left the client: it had no candidate, if it was to use relays
    /// alone.
    private var gatheringEmpty: ClientWarning? {
        let uses = call.client.servers
        guard !call.hasICE, uses.contains(where: \.isTURN), call.client.candidates.isEmpty,
            uses.allSatisfy({ $0.allocation.allocations.isEmpty })
        else { return nil }
        let asked = uses.flatMap { [$0.bindings, $0.allocate].compactMap(\.self) }
        let last = asked.reduce(nil as Moment?) { last, summary in
            Moment.latest(
                last,
                summary.errors.entries.reduce(summary.requests.last) { Moment.latest($0, $1.tally.last) })
        }
        guard let last else { return nil }
        return ClientWarning(
            .iceGatheringEmpty, first: UnixTime(last.time), frame: last.frame,
            evidence:
                "no server gave a relay, and no check left the client: nothing was gathered if it uses relays alone")
    }

    private var connectionFailed: ClientWarning? {
        if let failed = call.client.states.first(where: { $0.state == .failed }) {
            return ClientWarning(
                .peerConnectionFailed, first: UnixTime(failed.at.time), frame: failed.at.frame, evidence: "ICE failed")
        }
        guard let failed = call.association?.value.change(to: .failed) else { return nil }
        return ClientWarning(
            .peerConnectionFailed, first: UnixTime(failed.time), frame: failed.frame, evidence: "DTLS failed")
    }

    /// Only where the gathering passed this tap: else candidates of other types may have been there.
    private var onlyHostCandidates: ClientWarning? {
        let candidates = call.client.candidates
        let asked = call.client.servers.flatMap { [$0.bindings, $0.allocate].compactMap(\.self) }
        guard !asked.isEmpty, !candidates.isEmpty, candidates.allSatisfy({ $0.kind == .host }),
            let last = asked.reduce(nil as Moment?, { Moment.latest($0, $1.requests.last) })
        else { return nil }
        return ClientWarning(
            .onlyHostCandidates, first: UnixTime(last.time), frame: last.frame,
            evidence: "no server gave another address than the client's own")
    }

    /// The client began to send media on another pair.
    private var pairChanges: [ClientWarning] {
        call.client.pathsTaken.dropFirst().compactMap { taken in
            guard let first = taken.media.first else { return nil }
            let pair = call.session.pairs[taken.pair]
            let mine = pair.side(of: call.perspective.client)
            return ClientWarning(
                .candidatePairChanged, first: UnixTime(first.time), frame: first.frame,
                evidence: "media from \(pair.endpoints[mine]) to \(pair.endpoints[mine.other])")
        }
    }
}
