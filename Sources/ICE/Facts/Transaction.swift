internal import Wire

/// A request and its answer, or as much of them as was seen.
struct Transaction: Hashable, Sendable {
    struct Answer: Hashable, Sendable {
        var moment: Moment
        /// Nil for a success.
        var error: STUNErrorCode?
        var mapped: Endpoint?
        /// Which transmission was answered, where the responder says so (RFC 7982).
        var transmission: UInt8?
    }

    var id: STUNTransactionID
    var key: TransactionKey
    /// 0: only the answer was seen.
    var transmissions: Int
    /// The first transmission, or the answer where no request was seen.
    var first: Moment
    var last: Moment
    var usesCandidate = false
    /// MESSAGE-INTEGRITY: what tells a refused password from the challenge that every TURN request begins with.
    var isAuthenticated = false
    var role: ICERole?
    var tieBreaker: UInt64 = 0
    var priority: UInt32?
    var answer: Answer?

    /// Nanoseconds from the tap to the responder and back; nil if it is unknown which transmission was answered
    /// (Karn), or if the capture's clock stepped back.
    var roundTrip: Int64? {
        guard let answer, transmissions > 0 else { return nil }
        let sent: Moment
        if transmissions == 1 || answer.transmission == 1 {
            sent = first
        } else if let transmission = answer.transmission, Int(transmission) == transmissions {
            sent = last
        } else {
            return nil
        }
        let elapsed = answer.moment.time.nanoseconds(since: sent.time)
        return elapsed >= 0 ? elapsed : nil
    }

    /// Takes over what a later piece saw of the same transaction: more transmissions, or the answer.
    mutating func append(_ later: Transaction) {
        if later.transmissions > 0 {
            transmissions += later.transmissions
            last = later.last
        }
        answer = later.answer
    }
}
