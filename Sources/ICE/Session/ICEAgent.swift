public import Wire

/// One of the two ends of an ICE session (RFC 8445 2); by reference, as an `ICEPair` is.
public final class ICEAgent {
    /// A username fragment and when it was first used: every new one after the first is an ICE restart.
    public struct Generation: Hashable, Sendable {
        public var usernameFragment: String
        public var first: Moment
        /// The last check that carried it.
        public var last: Moment
    }

    /// Addresses that it sent from, was sent to, or was given by a relay.
    public internal(set) var endpoints: Set<Endpoint> = []
    public internal(set) var generations: [Generation] = []
    /// The role it last claimed, or the opposite of what the other agent claims.
    public internal(set) var role: ICERole?
    /// Roles as it claimed them.
    public internal(set) var roleClaims = TallyList<TransactionSummary.RoleClaim>(capacity: 8)
    /// Checks refused with 487.
    public internal(set) var roleConflicts = Tally()
    public internal(set) var checksSent = 0
    public internal(set) var checksAnswered = 0
    /// It answers and all but never asks; nil while there are too few checks to tell.
    public internal(set) var isLite: Bool?
    public internal(set) var candidates: [ICECandidate] = []
    public internal(set) var servers: [ICEServerUse] = []
    /// The pair it sends on.
    public internal(set) var selected: SelectedPair?
    /// Every pair that it sent media on, in the order of the first packet.
    public internal(set) var pathsTaken: [PathTaken] = []
    /// The pairs that it sent on one after the other, with what showed each.
    public internal(set) var selections: [PairSelection] = []
    /// Times at which the other end saw it move to another address without its own doing.
    public internal(set) var rebindings: [NATRebinding] = []
    /// Empty where the capture holds neither checks nor gathering to judge by.
    public internal(set) var states: [ICEStateChange] = []

    init() {}

    public struct PathTaken: Hashable, Sendable {
        /// Index into `ICESession.pairs`.
        public var pair: Int
        public var media: Tally
    }

    /// The last state; nil if it cannot be known.
    public var state: ICEState? { states.last?.state }
}
