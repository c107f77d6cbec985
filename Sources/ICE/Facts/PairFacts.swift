public import Wire

/// What a `PairTracker` saw, summed: a plain value to judge.
public struct PairFacts: Hashable, Sendable {
    /// Connectivity checks of one side with one pair of username fragments.
    public struct Checks: Hashable, Sendable {
        public var sender: PathSide
        public var fragments: UsernameFragments
        public var summary: TransactionSummary
    }

    /// In the order in which they first came.
    public var checks: [Checks] = []
    /// All else: Binding requests to a STUN server, GOOG-PING, TURN, answers whose request was not seen.
    public var others: [TransactionSums.Entry] = []
    /// Binding indications, by sender.
    public var keepalives = PerSide<Tally>()
    /// SOFTWARE, by sender.
    public var software = PerSide(lower: TallyList<String>(capacity: 4), upper: TallyList<String>(capacity: 4))
    public var allocation = AllocationTracker()
    /// Transactions left out because the path carried more kinds of them than are kept apart.
    public var overflow = 0

    public init() {}

    /// Binding transactions, and GOOG-PING in their stead, asked by one side: checks, consent, STUN server.
    public func bindings(from side: PathSide) -> TransactionSummary {
        var all: TransactionSummary?
        forEachBinding(from: side) { summary in
            guard all == nil else {
                all?.append(summary)
                return
            }
            all = summary
        }
        return all ?? TransactionSummary()
    }

    /// The same one by one, by their credentials.
    func forEachBinding(from side: PathSide, _ body: (borrowing TransactionSummary) -> Void) {
        for index in checks.indices where checks[index].sender == side { body(checks[index].summary) }
        for index in others.indices
        where others[index].key.requester == side
            && (others[index].key.method == .binding || others[index].key.method == .googPing)
        {
            body(others[index].summary)
        }
    }

    /// All requests of both sides.
    var requests: Int {
        checks.reduce(0) { $0 + $1.summary.requests.count } + others.reduce(0) { $0 + $1.summary.requests.count }
    }

    /// Transactions of one method, asked by one side.
    public func transactions(of method: STUNMethod, from side: PathSide) -> TransactionSummary? {
        others.first { $0.key.method == method && $0.key.requester == side }?.summary
    }

    /// The side that asks as a client of a STUN or TURN server: it speaks TURN, or it asks without an ICE username and
    /// only it asks.
    public var serverClient: PathSide? {
        guard checks.isEmpty else { return nil }
        if let client = allocation.client { return client }
        let asking = Set(others.lazy.filter { $0.summary.requests.count > 0 }.map(\.key.requester))
        return asking.count == 1 ? asking.first : nil
    }
}
