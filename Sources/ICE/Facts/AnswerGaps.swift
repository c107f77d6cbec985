internal import Wire

/// Runs of requests that were not answered, among those that were: what consent freshness is judged by (RFC 7675).
public struct AnswerGaps: Hashable, Sendable {
    public struct Gap: Hashable, Sendable {
        /// The last answer before the gap; nil if there was none yet.
        public var after: Moment?
        public var firstRequest: Moment
        public var lastRequest: Moment
        public var requests: Int
        /// The answer that ended the gap; nil if none came.
        public var until: Moment?

        /// Nanoseconds without an answer.
        public var length: Int64 {
            (until ?? lastRequest).time.nanoseconds(since: (after ?? firstRequest).time)
        }

        mutating func append(_ later: Gap) {
            lastRequest = later.lastRequest
            requests += later.requests
            until = later.until
        }
    }

    public static let capacity = 16

    /// Before the first answer, or all there is without one.
    public private(set) var leading: Gap?
    /// Between answers: the longest ones, longest first.
    public private(set) var between: [Gap] = []
    /// After the last answer.
    public private(set) var trailing: Gap?
    public private(set) var firstAnswer: Moment?
    public private(set) var lastAnswer: Moment?

    public init() {}

    /// One request, first sent at `request`.
    init(request: Moment, answer: Moment?) {
        if let answer {
            firstAnswer = answer
            lastAnswer = answer
        } else {
            leading = Gap(firstRequest: request, lastRequest: request, requests: 1)
        }
    }

    mutating func append(_ later: AnswerGaps) {
        guard let lastAnswer else {
            leading = Self.joined(leading, later.leading)
            leading?.until = later.firstAnswer
            (between, trailing) = (later.between, later.trailing)
            (firstAnswer, self.lastAnswer) = (later.firstAnswer, later.lastAnswer)
            return
        }
        var middle = Self.joined(trailing, later.leading)
        middle?.after = lastAnswer
        guard later.lastAnswer != nil else {
            trailing = middle
            return
        }
        if middle != nil || !later.between.isEmpty {
            middle?.until = later.firstAnswer
            between.append(contentsOf: [middle].compactMap(\.self) + later.between)
            between.sort { $0.length != $1.length ? $0.length > $1.length : $0.firstRequest < $1.firstRequest }
            between.removeLast(max(0, between.count - Self.capacity))
        }
        trailing = later.trailing
        self.lastAnswer = later.lastAnswer
    }

    private static func joined(_ earlier: Gap?, _ later: Gap?) -> Gap? {
        guard var gap = earlier else { return later }
        if let later { gap.append(later) }
        return gap
    }
}
