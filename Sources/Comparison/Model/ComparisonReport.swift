public import Report

/// A client's report laid beside the capture.
public struct ComparisonReport: Hashable, Sendable, JSONRepresentable {
    /// Of the call in the capture; the client's own where none matches.
    public var callID: String?
    public var verdict: ComparisonVerdict
    /// One paragraph for a ticket.
    public var summary: String
    public var client: ClientDescription
    /// Null without a match or without counters.
    public var clock: ClockDescription?
    public var match: MatchDescription
    /// Of the whole call.
    public var fields: [FieldComparison]
    /// Sample by sample.
    public var intervals: [IntervalComparison]
    public var findings: [ComparisonFinding]

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("call_id", callID)
            $0.member("verdict", verdict)
            $0.member("summary", summary)
            $0.member("client", client)
            $0.member("clock", clock)
            $0.member("match", match)
            $0.member("fields", fields)
            $0.member("intervals", intervals)
            $0.member("findings", findings)
        }
    }
}
