public import Wire

/// The clock of a stream's timestamps, and how it is known.
public struct StreamClock: Equatable, Sendable {
    public enum Source: String, Sendable {
        case sdp, `operator`, `static`, inferred
    }

    public var rate: ClockRate
    public var source: Source
    /// 0...1.
    public var confidence: Double

    public init(rate: ClockRate, source: Source, confidence: Double = 1) {
        self.rate = rate
        self.source = source
        self.confidence = confidence
    }
}
