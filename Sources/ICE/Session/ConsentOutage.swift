public import Wire

/// A time at which one side's checks on a pair were not answered (RFC 7675).
public struct ConsentOutage: Hashable, Sendable {
    /// The last answer before it; nil if there was none.
    public var lastAnswer: Moment?
    public var firstRequest: Moment
    public var lastRequest: Moment
    /// Checks without an answer, each transaction once.
    public var requests: Int
    /// The next answer; nil if none came.
    public var regained: Moment?
    /// Consent ran out: 30 s after the last answer, with checks that went on for most of that time.
    public var expired: Timestamp?

    /// Nanoseconds from the last answer, or the first check, to the next answer or the last check.
    public var length: Int64 {
        (regained ?? lastRequest).time.nanoseconds(since: (lastAnswer ?? firstRequest).time)
    }

    /// In order of time.
    static func outages(in checks: TransactionSummary, end: Moment) -> [ConsentOutage] {
        let gaps = checks.gaps
        return ([gaps.leading, gaps.trailing].compactMap(\.self) + gaps.between)
            .map { ConsentOutage($0, end: end) }
            .sorted { $0.firstRequest < $1.firstRequest }
    }

    private init(_ gap: AnswerGaps.Gap, end: Moment) {
        lastAnswer = gap.after
        firstRequest = gap.firstRequest
        lastRequest = gap.lastRequest
        requests = gap.requests
        regained = gap.until
        guard let lastAnswer else { return }
        let limit = lastAnswer.time.advanced(byNanoseconds: ICESession.consentTimeout)
        let asked = lastRequest.time.nanoseconds(since: lastAnswer.time)
        if asked >= ICESession.consentTimeout * 2 / 3, limit <= (regained ?? end).time { expired = limit }
    }
}
