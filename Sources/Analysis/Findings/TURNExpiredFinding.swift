import ICE
import Report
import Wire

extension FindingsJudgement {
    /// A server may be late in noticing that an allocation ran out, in ns.
    private static var relayPatience: Int64 { 5_000_000_000 }

    /// An allocation that the call had ran out, or the server no longer knows it (437).
    var turnExpired: [Finding] {
        let closed = call.facts.closed
        let end = closed.map { min($0.time, call.facts.last.time) } ?? call.facts.last.time
        return call.client.servers.compactMap { use in
            guard !use.allocation.allocations.isEmpty else { return nil }
            let expiry = use.allocation.expiries(end: end).first { !livedOn(use, after: $0) }
            let isExpired = expiry != nil
            let unknown = use.errors.filter { isGone($0, use.allocation) }
            guard isExpired || !unknown.isEmpty else { return nil }
            let grant = use.allocation.grants.last { grant in expiry.map { grant.at.time < $0 } ?? true }
            // Asked for, and not granted: the client is not to blame.
            let asked = refreshes(of: use)?.requests.last.flatMap { last in
                grant.map { $0.at < last } ?? true ? last : nil
            }
            let refused = unknown.reduce(0) { $0 + $1.entry.tally.count }
            let texts = [
                isExpired ? "no refresh was granted within the \(grant?.lifetime ?? 0) s granted last" : nil,
                asked.map { "the last Refresh of the client is frame \($0.frame)" },
                refused > 0 ? "\(refused) requests answered with \(STUNErrorCode.allocationMismatch)" : nil,
            ]
            let frames = [grant?.at.frame, asked?.frame] + unknown.map(\.entry.tally.first?.frame)
            let isUsed = carriesMedia(use)
            return Finding(
                code: .turnExpired, severity: isUsed ? .warning : .info,
                title: "The allocation at TURN server \(use.server) \(isExpired ? "ran out" : "is gone") in mid-call"
                    + (isUsed ? "" : "; no media used it"),
                evidence: [
                    FindingEvidence(
                        text: texts.compactMap(\.self).joined(separator: "; "),
                        frames: frames.compactMap(\.self).distinct(),
                        filter: "stun && \(filter(EndpointPair(use.client, use.server)))")
                ],
                place: !unknown.isEmpty ? nil : asked == nil ? .client : .downstream,
                action:
                    "The client must refresh an allocation in time (RFC 8656 7): see whether its Refresh was sent, and "
                    + "whether the server restarted or lost it.")
        }
    }

    /// To an Allocate 437 says that there is one already (RFC 8656 7.2), and behind the release it says nothing new.
    private func isGone(_ refused: ICEServerUse.Refused, _ allocation: AllocationTracker) -> Bool {
        guard refused.method != .allocate, refused.entry.value.code == .allocationMismatch,
            let first = refused.entry.tally.first
        else { return false }
        return allocation.releases.first.map { first < $0 } ?? true
    }

    private func refreshes(of use: ICEServerUse) -> TransactionSummary? {
        let pair = EndpointPair(use.client, use.server)
        guard let side = pair.side(of: use.client) else { return nil }
        return call.facts.paths.lazy.filter { $0.pair == pair && $0.relay == nil }
            .compactMap { $0.checks.transactions(of: .refresh, from: side) }.first
    }

    private func carriesMedia(_ use: ICEServerUse) -> Bool { relays(of: use).contains { !$0.streams.isEmpty } }

    private func relays(of use: ICEServerUse) -> [CallFacts.PathFacts] {
        call.facts.paths.filter { $0.relay?.client == use.client && $0.relay?.server == use.server }
    }

    /// A refresh was only not captured where one is granted later without a new allocation, or where the server still
    /// relays to the client.
    private func livedOn(_ use: ICEServerUse, after expiry: Timestamp) -> Bool {
        if use.allocation.grants.first(where: { $0.at.time > expiry })?.isRefresh == true { return true }
        return relays(of: use).contains { path in
            guard let relay = path.relay else { return false }
            let isForward = relay.relayedSide == .upper
            let counts = path[isForward: isForward]
            return [counts.stun.last, counts.dtls.last, counts.rtcp.last, path.media(isForward: isForward).last]
                .contains { $0.map { $0.time.nanoseconds(since: expiry) > Self.relayPatience } ?? false }
        }
    }
}
