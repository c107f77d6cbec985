public import Wire

/// What an agent asked of a STUN or TURN server, and what came of it.
public struct ICEServerUse: Hashable, Sendable {
    public var client: Endpoint
    public var server: Endpoint
    /// Binding requests.
    public var bindings: TransactionSummary
    /// Allocate requests; nil if the server was asked for no relay.
    public var allocate: TransactionSummary?
    public var allocation: AllocationTracker

    init(_ path: ICEPath, client side: PathSide) {
        client = path.pair[side]
        server = path.pair[side.other]
        bindings = path.facts.bindings(from: side)
        allocate = path.facts.transactions(of: .allocate, from: side)
        allocation = path.facts.allocation
    }

    public var isTURN: Bool { allocate != nil || !allocation.allocations.isEmpty }

    /// The error that ended the attempt to allocate: the 401 that challenges a first, unauthenticated request and a stale
    /// nonce are a normal part of the dance; a 401 to an Allocate with MESSAGE-INTEGRITY is not (RFC 8489 9.2.4).
    public var refusal: TallyList<TransactionSummary.Refusal>.Entry? {
        guard allocation.allocations.isEmpty else { return nil }
        return allocate?.errors.entries.last { entry in
            entry.value.code != .staleNonce && (entry.value.code != .unauthenticated || entry.value.isAuthenticated)
        }
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
