public import Wire

/// Which clock an RTP stream's timestamps run on, judged from its first packets.
///
/// The slope of timestamp over arrival time says it once enough time has passed; the timestamp step between packets
/// (a frame time that codecs use) tells neighbours such as 44 100 and 48 000 Hz apart.
public struct ClockRateInference: Equatable, Sendable {
    public var clockRate: ClockRate
    /// 0...1: how much nearer this rate is than the next.
    public var confidence: Double

    /// Clock rates in use (RFC 3551, 7587, and the codecs of today's stacks).
    public static let candidates: [UInt32] = [8000, 16000, 24000, 32000, 44100, 48000, 90000]

    /// What must be there while more is to come, and at the end of the stream.
    static let sufficient = (seconds: 1.0, timestamps: 8)
    static let sufficientAtEnd = (seconds: 0.1, timestamps: 5)
    /// How far the slope may be off: half of what lies between 44 100 and 48 000 Hz, but where the step fits too.
    static let tolerance = 0.04
    static let toleranceWithStep = 0.1

    /// - Parameter isFinal: the stream has ended: judge on what there is.
    public init?(_ packets: [TimedPacket], isFinal: Bool) {
        let evidence = ClockRateEvidence(packets)
        let needed = isFinal ? Self.sufficientAtEnd : Self.sufficient
        guard evidence.seconds >= needed.seconds, evidence.timestamps >= needed.timestamps,
            let (slope, variance) = evidence.slope
        else { return nil }
        var best: (rate: UInt32, distance: Double)?
        var second = Double.infinity
        for rate in Self.candidates {
            var distance = abs(slope - Double(rate)) / Double(rate)
            if evidence.fitsStep(rate) { distance *= 0.25 }
            if let nearest = best, distance >= nearest.distance {
                second = min(second, distance)
            } else {
                second = best?.distance ?? second
                best = (rate, distance)
            }
        }
        guard let best else { return nil }
        let rate = Double(best.rate)
        let tolerance = rate * (evidence.fitsStep(best.rate) ? Self.toleranceWithStep : Self.tolerance)
        // Twice the standard error is the uncertainty of the slope.
        guard abs(slope - rate) <= tolerance, 4 * variance <= tolerance * tolerance else { return nil }
        clockRate = ClockRate(rawValue: best.rate)
        confidence = max(0, min(1, 1 - best.distance / second))
    }
}
