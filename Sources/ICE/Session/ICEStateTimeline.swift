internal import Wire

/// One agent's ICE states, over all its pairs.
struct ICEStateTimeline {
    private(set) var changes: [ICEStateChange] = []

    /// - Parameter isLite: it asks nothing, so the answers it gives show its state.
    init(of agent: Int, isLite: Bool, pairs: [ICEPair], first: Moment, end: Moment, closed: Moment?) {
        let asked = pairs.map { pair in pair.checks[isLite ? pair.side(of: agent).other : pair.side(of: agent)] }
        let received = pairs.map { pair in pair.checks[pair.side(of: agent).other] }
        func firstRequest(_ all: [TransactionSummary], after time: Moment? = nil) -> Moment? {
            all.reduce(nil as Moment?) { first, checks in
                guard let request = checks.requests.first, time.map({ $0 < request }) ?? true else { return first }
                return Moment.earliest(first, request)
            }
        }
        changes.append(ICEStateChange(.new, at: first))
        let consent = asked.map { ConsentSpans(of: $0, end: end) }
        let spans = Self.union(consent.flatMap(\.spans))
        let checking = firstRequest(asked) ?? firstRequest(received) ?? spans.first?.from
        if let checking { changes.append(ICEStateChange(.checking, at: checking)) }

        // Failed before it ever connected: every pair's checks had timed out, and the last one counts.
        let begun = consent.indices.filter { asked[$0].requests.count > 0 && asked[$0].successes.count == 0 }
        let failures = consent.compactMap(\.checksFailed)
        if let failed = failures.max(), spans.first.map({ failed < $0.from }) ?? (failures.count == begun.count) {
            changes.append(ICEStateChange(.failed, at: failed))
        }
        for span in spans {
            resume(at: firstRequest(asked, after: changes.last?.at), before: span.from)
            changes.append(ICEStateChange(.connected, at: span.from))
            if let to = span.to { changes.append(ICEStateChange(.failed, at: to)) }
        }
        resume(at: firstRequest(asked, after: changes.last?.at), before: nil)
        if let closed { changes.append(ICEStateChange(.closed, at: closed)) }
    }

    /// New checks after a failure, as a restart brings them.
    private mutating func resume(at request: Moment?, before limit: Moment?) {
        guard changes.last?.state == .failed, let request, limit.map({ request < $0 }) ?? true else { return }
        changes.append(ICEStateChange(.checking, at: request))
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
