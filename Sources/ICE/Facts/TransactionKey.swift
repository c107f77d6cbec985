public import Wire

/// What transactions of one path are summed under.
public struct TransactionKey: Hashable, Sendable {
    /// Who asked.
    public var requester: PathSide
    public var method: STUNMethod
    /// Hash of a connectivity check's two username fragments, see `PairTracker.credentials`; 0 for all else.
    public var credentials: UInt64
}
