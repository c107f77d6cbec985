public import Wire

/// What an agent asked of a STUN or TURN server, and what came of it.
public struct ICEServerUse: Hashable, Sendable {
    /// Error responses of one code to requests of one method.
    public struct Refused: Hashable, Sendable {
        public var method: STUNMethod
        public var entry: TallyList<TransactionSummary.Refusal>.Entry

        public var isChallenge: Bool { entry.value.isChallenge }
    }

    public var client: Endpoint
    public var server: Endpoint
    /// Binding requests.
    public var bindings: TransactionSummary
    /// Allocate requests; nil if the server was asked for no relay.
    public var allocate: TransactionSummary?
    public var allocation: AllocationTracker
    /// The first SOFTWARE of the server (RFC 8489 14.14).
    public var software: String?
    /// Of every method, the challenges too.
    public var errors: [Refused]
    /// Of the TURN requests: from the tap to the server and back.
    public var relayRoundTrips = SampleSeries()

    init(_ path: ICEPath, client side: PathSide) {
        client = path.pair[side]
        server = path.pair[side.other]
        bindings = path.facts.bindings(from: side)
        allocate = path.facts.transactions(of: .allocate, from: side)
        allocation = path.facts.allocation
        software = path.facts.software[side.other].entries.first?.value
        let asked = path.facts.others.filter { $0.key.requester == side }
        errors = asked.flatMap { one in
            one.summary.errors.entries.map { Refused(method: one.key.method, entry: $0) }
        }
        for one in asked where one.key.method != .binding && one.key.method != .googPing {
            relayRoundTrips.append(one.summary.roundTrips)
        }
    }

    public var isTURN: Bool { allocate != nil || !allocation.allocations.isEmpty }

    /// The error that ended the attempt to allocate.
    public var refusal: TallyList<TransactionSummary.Refusal>.Entry? {
        guard allocation.allocations.isEmpty else { return nil }
        return allocate?.errors.entries.last { !$0.value.isChallenge }
    }

    /// It was asked for at least `patience` nanoseconds or three times and never answered.
    public func isSilent(at end: Moment, patience: Int64 = 5_000_000_000) -> Bool {
        let asked = [bindings, allocate].compactMap(\.self).filter { $0.requests.count > 0 }
        guard !asked.isEmpty, asked.allSatisfy({ $0.successes.count == 0 && $0.errors.isEmpty }) else { return false }
        let first = asked.reduce(nil as Moment?) { Moment.earliest($0, $1.requests.first) } ?? end
        return asked.contains { $0.requests.count + $0.retransmissions >= 3 }
            || end.time.nanoseconds(since: first.time) >= patience
    }
}
