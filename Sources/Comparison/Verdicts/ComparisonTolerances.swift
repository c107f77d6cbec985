/// Differences that say nothing, each with its reason; an option changes them.
public struct ComparisonTolerances: Hashable, Sendable {
    /// Packets between the client's counter and the tap at the moment of a sample: one, at the pace of audio.
    public var packets = 1
    /// ms. RFC 3550 jitter is a filter of sixteen packets: a few ms between the arrival clocks of tap and client last that
    /// long; clients cut it to whole ms.
    public var jitterMilliseconds = 5.0
    /// ms. A check is timed in the client's thread, behind whatever it does.
    public var roundTripMilliseconds = 10.0
    /// Of the round trip beyond that: samples of a path whose delay varies.
    public var roundTripShare = 0.1
    /// ms between a client's event and the packet that brought it about.
    public var stateMilliseconds = 250.0
    /// ms around a sample within which its packets may have passed the tap, beside the clock fit's own uncertainty.
    public var sampleMilliseconds = 25.0
    /// s by which a call's packets may outlast what the client calls its duration.
    public var durationSeconds = 1.0
    /// Where no counter fits the clocks, s by which the client's may be off.
    public var unknownClockSeconds = 2.0

    public init() {}

    /// Names that an option may set.
    public static let names: [String] = [
        "packets", "jitter", "rtt", "rtt-share", "state", "sample", "duration", "unknown-clock",
    ]

    /// - Returns: false if there is no such tolerance, or the value cannot be one.
    public mutating func set(_ name: String, to value: Double) -> Bool {
        guard value >= 0, value <= 1e6 else { return false }
        switch name {
        case "packets": packets = Int(value)
        case "jitter": jitterMilliseconds = value
        case "rtt": roundTripMilliseconds = value
        case "rtt-share": roundTripShare = value
        case "state": stateMilliseconds = value
        case "sample": sampleMilliseconds = value
        case "duration": durationSeconds = value
        case "unknown-clock": unknownClockSeconds = value
        default: return false
        }
        return true
    }
}
