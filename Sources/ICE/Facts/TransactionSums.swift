internal import Wire

/// A summary for each kind of transaction that a path carried, in the order in which they first came.
public struct TransactionSums: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var key: TransactionKey
        public var summary: TransactionSummary
    }

    /// Room for a dozen restarts and every TURN method; a longer list is an attack, or many calls on one path.
    public static let capacity = 48

    public private(set) var entries: [Entry] = []
    /// Transactions that found no room.
    public private(set) var overflow = 0

    public init() {}

    public var isEmpty: Bool { entries.isEmpty }

    mutating func observe(_ transaction: Transaction) {
        guard let index = index(of: transaction.key) else {
            overflow += 1
            return
        }
        entries[index].summary.observe(transaction)
    }

    mutating func append(_ later: TransactionSums) {
        for entry in later.entries {
            if let index = index(of: entry.key) {
                entries[index].summary.append(entry.summary)
            } else {
                overflow += entry.summary.requests.count + entry.summary.unmatchedAnswers
            }
        }
        overflow += later.overflow
    }

    /// Nil if it is new and there is no room for it.
    private mutating func index(of key: TransactionKey) -> Int? {
        // By index: a closure's argument would be a copy, with all that it retains.
        for index in entries.indices where entries[index].key == key { return index }
        guard entries.count < Self.capacity else { return nil }
        entries.append(Entry(key: key, summary: TransactionSummary()))
        return entries.count - 1
    }
}

extension TransactionSums {
    /// What they take of the heap, about.
    var heapBytes: Int {
        // By index, as above.
        var sum = entries.heapBytes
        for index in entries.indices { sum += entries[index].summary.heapBytes }
        return sum
    }
}
