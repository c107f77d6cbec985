/// A time at which checks of one side on a pair were not answered (RFC 7675).
public struct ConsentOutageReport: Hashable, Sendable, JSONRepresentable {
    /// Whose checks.
    public var side: CallSide
    /// The last answer before it, Unix seconds; null if there was none.
    public var lastAnswer: UnixTime?
    /// Frame number.
    public var lastAnswerFrame: UInt64?
    /// The first check without an answer, Unix seconds.
    public var firstCheck: UnixTime
    /// Frame number.
    public var firstCheckFrame: UInt64?
    /// Checks without an answer, each transaction once.
    public var checks: Int
    /// The next answer, Unix seconds; null if none came.
    public var regained: UnixTime?
    /// Frame number.
    public var regainedFrame: UInt64?
    /// Milliseconds from the last answer, or the first check, to the next answer or the last check.
    public var milliseconds: Double
    /// When consent ran out, Unix seconds; null if it did not.
    public var expired: UnixTime?

    public init(
        side: CallSide, lastAnswer: UnixTime? = nil, lastAnswerFrame: UInt64? = nil, firstCheck: UnixTime,
        firstCheckFrame: UInt64? = nil, checks: Int, regained: UnixTime? = nil, regainedFrame: UInt64? = nil,
        milliseconds: Double, expired: UnixTime? = nil
    ) {
        self.side = side
        self.lastAnswer = lastAnswer
        self.lastAnswerFrame = lastAnswerFrame
        self.firstCheck = firstCheck
        self.firstCheckFrame = firstCheckFrame
        self.checks = checks
        self.regained = regained
        self.regainedFrame = regainedFrame
        self.milliseconds = milliseconds
        self.expired = expired
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("side", side)
            $0.member("last_answer", lastAnswer)
            $0.member("last_answer_frame", lastAnswerFrame)
            $0.member("first_check", firstCheck)
            $0.member("first_check_frame", firstCheckFrame)
            $0.member("checks", checks)
            $0.member("regained", regained)
            $0.member("regained_frame", regainedFrame)
            $0.member("ms", milliseconds, decimals: 3)
            $0.member("expired", expired)
        }
    }
}
