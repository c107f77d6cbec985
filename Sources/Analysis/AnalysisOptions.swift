public import Report
public import Wire

/// What the operator decides about an analysis.
public struct AnalysisOptions: Sendable {
    /// Length of a report's segments, in s; the grid is aligned to Unix time.
    public var intervalSeconds: Int64 = 5
    /// A call without packets for this long has ended.
    public var idleNanoseconds: Int64 = 60_000_000_000
    /// Networks that the clients are in: what is sent from there is "sent".
    public var clientNetworks: [IPNetwork] = []
    /// Clock rates by payload type, where the operator knows better.
    public var clockRates: [PayloadType: ClockRate] = [:]
    /// Session descriptions that the operator gives.
    public var descriptions: [GivenDescription] = []
    /// The call's id, where the operator gives one.
    public var callID: String?
    /// The id of a call whose frames are wanted: `Analyzer.locatedCall`.
    public var callToLocate: String?
    /// Keep every packet of the calls, for `Analyzer.takeCalls`: 64 bytes each, of the first 4 194 304.
    public var keepsArrivals = false
    /// Bytes that the facts of calls in progress may take, about: beyond them calls make way.
    public var stateBytes = 768 << 20
    /// Of these, what those may take that nobody answered, as spoofed and scanning packets make them.
    public var unansweredStateBytes = 128 << 20
    /// Limits that the quality section applies.
    public var thresholds = QualityThresholds()
    /// Seed of the flow tables' hashes; any value will do, an unpredictable one is harder to attack.
    public var hashSeed: UInt64 = 0x5bd1_e995_7b93_42af

    public init() {}
}
