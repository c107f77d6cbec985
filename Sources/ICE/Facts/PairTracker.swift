public import Wire

/// Everything that the STUN messages between two transport addresses say, as facts that add up: observing a sequence of
/// messages is the same as observing any consecutive pieces of it and appending them (while no bound was hit).
public struct PairTracker: Hashable, Sendable {
    struct Credentials: Hashable, Sendable {
        var key: UInt64
        var fragments: UsernameFragments
    }

    private var log = TransactionLog()
    /// The text behind each `TransactionKey.credentials`.
    private var credentials: [Credentials] = []
    /// Binding indications by sender: keepalives (RFC 8445 11).
    private var keepalives = PerSide<Tally>()
    private var software = PerSide(lower: TallyList<String>(capacity: 4), upper: TallyList<String>(capacity: 4))
    /// TURN: one where there was any, in storage of its own, as most paths have none.
    private var allocations: [AllocationTracker] = []

    /// TURN: what the client asked of its server.
    public var allocation: AllocationTracker { allocations.isEmpty ? AllocationTracker() : allocations[0] }
    /// The relayed address of the client's latest allocation.
    public var relayed: Endpoint? { allocations.isEmpty ? nil : allocations[0].relayed }

    /// The peer that was bound last to a channel of this path.
    public func peer(of channel: ChannelNumber) -> Endpoint? {
        allocations.isEmpty ? nil : allocations[0].peer(of: channel)
    }

    static let credentialsCapacity = 32

    public init() {}

    /// Takes in one message, not a copy of one that was taken in before.
    /// - Parameter bytes: those that `message` was parsed from.
    public mutating func observe(
        _ message: STUNMessage, in bytes: Span<UInt8>, from sender: PathSide, at moment: Moment
    ) {
        let content = STUNContent(of: message, in: bytes)
        switch message.messageClass {
        case .request:
            log.observe(request(message, content, in: bytes, from: sender, at: moment))
        case .success, .error:
            log.observe(answer(message, content, from: sender, at: moment))
        case .indication:
            if message.method == .binding { keepalives[sender].observe(moment) }
        }
        if message.method != .binding {
            if allocations.isEmpty { allocations.append(AllocationTracker()) }
            allocations[0].observe(message, content, from: sender, at: moment)
        }
        if let name = content.software, name.value.count <= 128 {
            software[sender].observe(name.text(in: bytes), at: moment)
        }
    }

    public mutating func append(_ later: PairTracker) {
        log.append(later.log)
        for entry in later.credentials { remember(entry) }
        for side in PathSide.allCases {
            keepalives[side].append(later.keepalives[side])
            software[side].append(later.software[side])
        }
        guard let allocation = later.allocations.first else { return }
        if allocations.isEmpty { allocations.append(AllocationTracker()) }
        allocations[0].append(allocation)
    }

    /// The facts, to be judged.
    public var facts: PairFacts {
        var facts = PairFacts()
        let sums = log.sums
        facts.overflow = sums.overflow
        for index in sums.entries.indices {
            let key = sums.entries[index].key
            if let known = credentials.firstIndex(where: { $0.key == key.credentials }) {
                facts.checks.append(
                    PairFacts.Checks(
                        sender: key.requester, fragments: credentials[known].fragments,
                        summary: sums.entries[index].summary))
            } else {
                facts.others.append(sums.entries[index])
            }
        }
        facts.keepalives = keepalives
        facts.software = software
        facts.allocation = allocation
        return facts
    }

    private mutating func request(
        _ message: STUNMessage, _ content: STUNContent, in bytes: Span<UInt8>, from sender: PathSide, at moment: Moment
    ) -> Transaction {
        var key = TransactionKey(requester: sender, method: message.method, credentials: 0)
        // A TURN user's name may hold a colon too, and means nothing here.
        if message.method == .binding, let username = content.username,
            let check = CheckCredentials(username: username, in: bytes)
        {
            key.credentials = check.directedKey
            if !credentials.contains(where: { $0.key == key.credentials }) {
                let receiver = STUNAttribute(type: .username, value: check.receiver).text(in: bytes)
                let sender = STUNAttribute(type: .username, value: check.sender).text(in: bytes)
                let fragments = UsernameFragments(receiver: receiver, sender: sender)
                remember(Credentials(key: key.credentials, fragments: fragments))
            }
        }
        var transaction = Transaction(
            id: message.transactionID, key: key, transmissions: 1, first: moment, last: moment)
        transaction.usesCandidate = content.usesCandidate
        transaction.isAuthenticated = content.isAuthenticated
        transaction.role = content.role
        transaction.tieBreaker = content.tieBreaker
        transaction.priority = content.priority
        return transaction
    }

    private func answer(
        _ message: STUNMessage, _ content: STUNContent, from sender: PathSide, at moment: Moment
    ) -> Transaction {
        var transaction = Transaction(
            id: message.transactionID,
            key: TransactionKey(requester: sender.other, method: message.method, credentials: 0),
            transmissions: 0, first: moment, last: moment)
        let error = message.messageClass == .error ? content.error ?? STUNErrorCode(rawValue: 0) : nil
        transaction.answer = Transaction.Answer(
            moment: moment, error: error, mapped: content.mapped, transmission: content.transmission)
        return transaction
    }

    private mutating func remember(_ entry: Credentials) {
        guard credentials.count < Self.credentialsCapacity, !credentials.contains(where: { $0.key == entry.key })
        else { return }
        credentials.append(entry)
    }
}

extension PairTracker {
    /// What it takes of the heap, about: for who bounds the sum over all paths.
    ///
    /// It changes nothing. But to any other getter of another module a copy is passed, with all that it has on the heap retained.
    package var heapBytes: Int {
        mutating get {
            // Two username fragments, and up to four names of software, are texts with storage of their own.
            log.heapBytes + credentials.heapBytes + credentials.count * 128 + software.lower.heapBytes
                + software.upper.heapBytes + (software.lower.entries.count + software.upper.entries.count) * 96
                + allocations.heapBytes + (allocations.isEmpty ? 0 : allocations[0].heapBytes)
        }
    }
}
