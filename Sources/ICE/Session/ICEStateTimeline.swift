internal import Wire

/// One agent's ICE states, over all its pairs.
struct ICEStateTimeline {
    private(set) var changes: [ICEStateChange] = []

    /// - Parameters:
    ///   - isLite: it asks nothing, so the answers it gives show its state.
    ///   - restarts: when each generation of credentials was first used.
    init(
        of agent: Int, isLite: Bool, pairs: [ICEPair], restarts: [Moment], first: Moment, end: Moment, closed: Moment?
    ) {
        let asked = pairs.map { pair in pair.checks[isLite ? pair.side(of: agent).other : pair.side(of: agent)] }
        let received = pairs.map { pair in pair.checks[pair.side(of: agent).other] }
        let consent = asked.map { ConsentSpans(of: $0, end: end) }
        var spans = Self.union(consent.flatMap(\.spans))
        let isAnswered = !spans.isEmpty
        if spans.isEmpty, pairs.contains(where: \.hasChecks), let sent = Self.firstSent(by: agent, pairs) {
            // Answers may take a way that the tap does not see; who sends DTLS or media has had one.
            spans = [ConsentSpans.Span(from: sent, to: nil)]
        }

        changes.append(ICEStateChange(.new, at: first, .firstPacket))
        // It is checking once it asks or answers; a check that it leaves unanswered may never have reached it.
        let answered = received.reduce(nil as Moment?) { Moment.earliest($0, $1.successes.first) }
        let begun = Moment.earliest(Self.firstRequest(asked), answered) ?? Self.firstRequest(received)
        if let checking = Moment.earliest(begun, spans.first?.from) {
            changes.append(ICEStateChange(.checking, at: checking, begun == checking ? .check : .otherTraffic))
        }

        // Failed before it ever connected: every pair's checks had timed out, and the last one counts.
        let unanswered = consent.indices.filter { asked[$0].requests.count > 0 && asked[$0].successes.count == 0 }
        let failures = consent.compactMap(\.checksFailed)
        if let failed = failures.max(), spans.first.map({ failed < $0.from }) ?? (failures.count == unanswered.count) {
            changes.append(ICEStateChange(.failed, at: failed, .checksUnanswered))
        }
        for span in spans {
            restart(restarts, before: span.from)
            changes.append(ICEStateChange(.connected, at: span.from, isAnswered ? .answer : .otherTraffic))
            if let to = span.to { changes.append(ICEStateChange(.failed, at: to, .consentExpired)) }
        }
        restart(restarts, before: nil)
        if let closed { changes.append(ICEStateChange(.closed, at: closed, .orderlyEnd)) }
    }

    /// What has failed stays so until a restart brings new credentials.
    private mutating func restart(_ restarts: [Moment], before limit: Moment?) {
        guard let last = changes.last, last.state == .failed else { return }
        let after = restarts.filter { restart in last.at < restart && (limit.map { restart <= $0 } ?? true) }
        if let restart = after.min() { changes.append(ICEStateChange(.checking, at: restart, .restart)) }
    }

    private static func firstSent(by agent: Int, _ pairs: [ICEPair]) -> Moment? {
        pairs.reduce(nil as Moment?) { first, pair in
            let side = pair.side(of: agent)
            return Moment.earliest(first, Moment.earliest(pair.dtls[side].first, pair.media[side].first))
        }
    }

    private static func firstRequest(_ all: [TransactionSummary]) -> Moment? {
        all.reduce(nil as Moment?) { Moment.earliest($0, $1.requests.first) }
    }

    /// Overlapping and touching spans joined.
    private static func union(_ spans: [ConsentSpans.Span]) -> [ConsentSpans.Span] {
        var result: [ConsentSpans.Span] = []
        for span in spans.sorted(by: { $0.from < $1.from }) {
            guard let last = result.last, last.to.map({ $0 >= span.from }) ?? true else {
                result.append(span)
                continue
            }
            if let to = last.to, let other = span.to {
                result[result.count - 1].to = max(to, other)
            } else {
                result[result.count - 1].to = nil
            }
        }
        return result
    }
}
