internal import Wire

/// All transactions of a path in the order in which they began, in bounded room: the first and the latest ones whole,
/// those between them summed.
///
/// The first ones are kept because a request may be sent in one piece of a capture and repeated or answered in the
/// next: only they can belong to a transaction that the earlier piece left open.
struct TransactionLog: Hashable, Sendable {
    /// How many transactions back a request can still be repeated or answered.
    static let window = 64

    private var first: [Transaction] = []
    private var middle = TransactionSums()
    private var recent: [Transaction] = []

    mutating func observe(_ transaction: Transaction) {
        if !complete(with: transaction) { push(transaction) }
    }

    /// Everything, summed.
    var sums: TransactionSums {
        var all = TransactionSums()
        for transaction in first { all.observe(transaction) }
        all.append(middle)
        for transaction in recent { all.observe(transaction) }
        return all
    }

    mutating func append(_ later: TransactionLog) {
        for transaction in later.first { observe(transaction) }
        if !later.middle.isEmpty {
            for transaction in recent { middle.observe(transaction) }
            middle.append(later.middle)
            recent = later.recent
        } else {
            for transaction in later.recent { observe(transaction) }
        }
    }

    /// Adds a retransmission or an answer to the open transaction it belongs to.
    private mutating func complete(with part: Transaction) -> Bool {
        func isOpen(_ transaction: Transaction) -> Bool {
            transaction.answer == nil && transaction.id == part.id
                && transaction.key.requester == part.key.requester && transaction.key.method == part.key.method
        }
        if let index = recent.lastIndex(where: isOpen) {
            recent[index].append(part)
            return true
        }
        let oldest = first.count - (Self.window - recent.count)
        if let index = first.lastIndex(where: isOpen), index >= oldest {
            first[index].append(part)
            return true
        }
        return false
    }

    private mutating func push(_ transaction: Transaction) {
        if first.count < Self.window {
            first.append(transaction)
            return
        }
        if recent.count == Self.window { middle.observe(recent.removeFirst()) }
        recent.append(transaction)
    }
}

extension TransactionLog {
    /// What it takes of the heap, about.
    var heapBytes: Int { first.heapBytes + middle.heapBytes + recent.heapBytes }
}
