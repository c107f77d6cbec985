public import Report

/// Why this call and this side of it, or why none.
public struct MatchDescription: Hashable, Sendable, JSONRepresentable {
    /// The side that the report speaks for, as the capture names it: its address.
    public var side: String?
    /// Of the chosen call; what is less than `neededScore` is none.
    public var score: Int
    public var neededScore: Int
    public var reasons: [String]
    public var against: [String]
    /// Where the tap stands, as seen from this client.
    public var tap: ReportedTapPlace?
    public var tapEvidence: [String]
    /// The other calls and sides that came next, best first.
    public var others: [Nearest]

    public struct Nearest: Hashable, Sendable, JSONRepresentable {
        public var callID: String
        public var side: String?
        public var score: Int
        public var reasons: [String]
        public var against: [String]

        public func write(to json: inout JSONWriter) {
            json.object {
                $0.member("call_id", callID)
                $0.member("side", side)
                $0.member("score", score)
                $0.member("reasons", reasons)
                $0.member("against", against)
            }
        }
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("side", side)
            $0.member("score", score)
            $0.member("needed_score", neededScore)
            $0.member("reasons", reasons)
            $0.member("against", against)
            $0.member("tap", tap)
            $0.member("tap_evidence", tapEvidence)
            $0.member("others", others)
        }
    }
}
