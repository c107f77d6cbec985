public import Wire

/// What many transactions of one kind, one requester and one pair of credentials add up to.
public struct TransactionSummary: Hashable, Sendable {
    public struct Refusal: Hashable, Sendable {
        public var code: STUNErrorCode
        /// The refused request carried MESSAGE-INTEGRITY: a 401 to it means a wrong password, not a challenge.
        public var isAuthenticated: Bool

        /// A normal part of the dance (RFC 8489 9.2.4): the 401 that brings realm and nonce, and a nonce that has aged.
        public var isChallenge: Bool {
            code == .staleNonce || code == .unauthenticated && !isAuthenticated
        }
    }

    public struct RoleClaim: Hashable, Sendable {
        public var role: ICERole
        public var tieBreaker: UInt64
    }

    /// Requests, each transaction once.
    public private(set) var requests = Tally()
    /// Times that a request was sent again under its transaction id.
    public private(set) var retransmissions = 0
    /// Answers, at the time of the answer.
    public private(set) var successes = Tally()
    public private(set) var errors = TallyList<Refusal>(capacity: 8)
    /// Answers to requests that the capture does not hold; they are counted above too.
    public private(set) var unmatchedAnswers = 0
    /// Requests with USE-CANDIDATE, and the successes that answered those.
    public private(set) var nominations = Tally()
    public private(set) var nominationSuccesses = Tally()
    public private(set) var roles = TallyList<RoleClaim>(capacity: 4)
    public private(set) var priorities = TallyList<UInt32>(capacity: 8)
    /// Where the responder saw the requester.
    public private(set) var mapped = TallyList<Endpoint>(capacity: 8)
    public private(set) var gaps = AnswerGaps()
    /// From the tap to the responder and back.
    public private(set) var roundTrips = SampleSeries()

    public init() {}

    /// Neither a request nor an answer was seen.
    public var isEmpty: Bool { requests.count == 0 && unmatchedAnswers == 0 }

    mutating func observe(_ transaction: Transaction) {
        let isSuccess = transaction.answer.map { $0.error == nil } ?? false
        if transaction.transmissions > 0 {
            requests.observe(transaction.first)
            retransmissions += transaction.transmissions - 1
            if transaction.usesCandidate { nominations.observe(transaction.first) }
            if let role = transaction.role {
                roles.observe(RoleClaim(role: role, tieBreaker: transaction.tieBreaker), at: transaction.first)
            }
            if let priority = transaction.priority { priorities.observe(priority, at: transaction.first) }
            gaps.append(AnswerGaps(request: transaction.first, answer: isSuccess ? transaction.answer?.moment : nil))
        } else {
            unmatchedAnswers += 1
        }
        guard let answer = transaction.answer else { return }
        if let error = answer.error {
            let refusal = Refusal(code: error, isAuthenticated: transaction.isAuthenticated)
            errors.observe(refusal, at: answer.moment)
        } else {
            successes.observe(answer.moment)
            if transaction.usesCandidate { nominationSuccesses.observe(answer.moment) }
            if let mapped = answer.mapped { self.mapped.observe(mapped, at: answer.moment) }
        }
        if let roundTrip = transaction.roundTrip { roundTrips.observe(roundTrip, at: answer.moment.time) }
    }

    /// `later` sums transactions that began after all of these.
    public mutating func append(_ later: TransactionSummary) {
        requests.append(later.requests)
        retransmissions += later.retransmissions
        successes.append(later.successes)
        errors.append(later.errors)
        unmatchedAnswers += later.unmatchedAnswers
        nominations.append(later.nominations)
        nominationSuccesses.append(later.nominationSuccesses)
        roles.append(later.roles)
        priorities.append(later.priorities)
        mapped.append(later.mapped)
        gaps.append(later.gaps)
        roundTrips.append(later.roundTrips)
    }
}

extension TransactionSummary {
    /// What it takes of the heap, about.
    var heapBytes: Int {
        errors.heapBytes + roles.heapBytes + priorities.heapBytes + mapped.heapBytes + gaps.between.heapBytes
            + roundTrips.buckets.heapBytes
    }
}
