public import Report

/// What a client said of one call, whatever shape it said it in.
///
/// Units are normalised here: times are Unix seconds by the client's own clock, durations and round trips milliseconds unless
/// their name says otherwise. Every field is optional; nil means that the client did not say it.
public struct ClientReport: Hashable, Sendable {
    /// Names of the files (or "stdin") that it was read from.
    public var sources: [String]
    public var shape: ClientReportShape
    public var callID: String?
    public var telnyxSessionID: String?
    public var telnyxLegID: String?
    public var sdkVersion: String?
    public var userAgent: String?
    /// Seconds, as the client states it.
    public var durationSeconds: Double?
    /// Of the call, by the client's clock.
    public var start: UnixTime?
    public var end: UnixTime?
    /// Numbers (from 0) of the parts that it was put together of; empty if the client posted it whole.
    public var segments: [Int]
    /// What it polled, in order of time; no two of the same time.
    public var samples: [ClientSample]
    /// The selected pair and the states where the shape says them once, of the whole call and without a time; the last sample, if
    /// there is one, has them too.
    public var pair: ClientPair?
    public var transport: ClientTransport?
    /// The client's own candidates, without repeats.
    public var localCandidates: [StatedCandidate]
    /// Those of the far end that it knew.
    public var remoteCandidates: [StatedCandidate]
    /// Changes of its states that it gave a time of, in order.
    public var stateChanges: [ClientStateChange]
    /// What was set right or left out in reading it.
    public var notes: [ClientReportNote]

    public init(sources: [String] = [], shape: ClientReportShape) {
        self.sources = sources
        self.shape = shape
        segments = []
        samples = []
        localCandidates = []
        remoteCandidates = []
        stateChanges = []
        notes = []
    }
}
