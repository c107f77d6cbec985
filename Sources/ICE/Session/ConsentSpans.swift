internal import Wire

/// When a pair was usable as one side's checks show it: from the first answer on, until consent expired (RFC 7675).
struct ConsentSpans {
    struct Span {
        var from: Moment
        /// Nil: until the end.
        var to: Moment?
    }

    private(set) var spans: [Span] = []
    /// When checks that never were answered had failed.
    private(set) var checksFailed: Moment?

    init(of checks: TransactionSummary, end: Moment) {
        let gaps = checks.gaps
        guard let first = Moment.earliest(gaps.firstAnswer, checks.successes.first) else {
            checksFailed = Self.timeout(of: gaps.leading, end: end)
            return
        }
        if let leading = gaps.leading { checksFailed = Self.timeout(of: leading, end: first) }
        var open = first
        for gap in gaps.between.sorted(by: { $0.firstRequest < $1.firstRequest }) {
            guard let after = gap.after, let until = gap.until,
                until.time.nanoseconds(since: after.time) >= ICESession.consentTimeout
            else { continue }
            spans.append(Span(from: open, to: Self.expiry(of: after, gap)))
            open = until
        }
        // A client that hung up stops asking: silence alone takes no consent away.
        var to: Moment?
        if let gap = gaps.trailing, let last = gaps.lastAnswer,
            gap.lastRequest.time.nanoseconds(since: last.time) >= ICESession.consentTimeout * 2 / 3,
            end.time.nanoseconds(since: last.time) >= ICESession.consentTimeout
        {
            to = Self.expiry(of: last, gap)
        }
        spans.append(Span(from: open, to: to))
    }

    var pairState: ICEPair.State {
        if let last = spans.last { return last.to == nil ? .succeeded : .failed }
        return checksFailed == nil ? .inProgress : .failed
    }

    /// - Parameter began: the first check.
    func pairChanges(began: Moment?) -> [ICEPair.StateChange] {
        var changes: [ICEPair.StateChange] = []
        if let began { changes.append(ICEPair.StateChange(state: .inProgress, at: began)) }
        if let checksFailed { changes.append(ICEPair.StateChange(state: .failed, at: checksFailed)) }
        for span in spans {
            changes.append(ICEPair.StateChange(state: .succeeded, at: span.from))
            if let to = span.to { changes.append(ICEPair.StateChange(state: .failed, at: to)) }
        }
        return changes
    }

    private static func expiry(of last: Moment, _ gap: AnswerGaps.Gap) -> Moment {
        Moment(last.time.advanced(byNanoseconds: ICESession.consentTimeout), frame: gap.lastRequest.frame)
    }

    /// 15 s after the first of unanswered checks that went on for most of that time.
    private static func timeout(of gap: AnswerGaps.Gap?, end: Moment) -> Moment? {
        guard let gap,
            gap.lastRequest.time.nanoseconds(since: gap.firstRequest.time) >= ICESession.checkTimeout * 2 / 3,
            end.time.nanoseconds(since: gap.firstRequest.time) >= ICESession.checkTimeout
        else { return nil }
        return Moment(
            gap.firstRequest.time.advanced(byNanoseconds: ICESession.checkTimeout), frame: gap.lastRequest.frame)
    }
}
