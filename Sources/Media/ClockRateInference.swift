public import Wire

/// Which clock an RTP stream's timestamps run on, judged from its first packets.
///
/// The slope of timestamp over arrival time says it once enough time has passed; the timestamp step between packets
/// (a multiple of a codec's frame time) tells neighbours such as 44 100 and 48 000 Hz apart sooner.
public struct ClockRateInference: Equatable, Sendable {
    public var clockRate: ClockRate
    /// 0...1: how much nearer this rate is than the next.
    public var confidence: Double

    /// Clock rates in use (RFC 3551, 7587, and the codecs of today's stacks).
    public static let candidates: [Double] = [8000, 16000, 24000, 32000, 44100, 48000, 90000]
    /// The slope must span this long, in s, to be trusted with network jitter in it.
    static let sufficientSpan = 1.0
    /// Packets after which a shorter span must do.
    public static let sufficientPackets = 512

    /// - Parameter isFinal: the stream has ended: judge on what there is.
    public init?(_ packets: [RTPArrival], isFinal: Bool) {
        guard let evidence = Evidence(packets) else { return nil }
        let isEnough = evidence.span >= Self.sufficientSpan || packets.count >= Self.sufficientPackets
        guard isEnough || (isFinal && evidence.span >= 0.1 && evidence.steps >= 4) else { return nil }
        // Jitter of 50 ms at either end of a second is 10 %; a longer span narrows it down.
        let tolerance = max(0.02, min(0.3, 0.12 / evidence.span))
        var best: (rate: Double, error: Double)?
        var second = Double.infinity
        for rate in Self.candidates {
            var error = abs(evidence.slope - rate) / rate
            if evidence.fitsFrameTime(rate) { error *= 0.25 }
            if let current = best, error >= current.error {
                second = min(second, error)
            } else {
                if let current = best { second = min(second, current.error) }
                best = (rate, error)
            }
        }
        guard let best, abs(evidence.slope - best.rate) / best.rate <= tolerance else { return nil }
        clockRate = ClockRate(rawValue: UInt32(best.rate))
        confidence = max(0, min(1, 1 - best.error / max(second, 1e-9)))
    }

    private struct Evidence {
        /// Ticks per second, overall.
        var slope: Double
        /// Seconds from the first to the last packet used.
        var span: Double
        /// The most frequent timestamp step between consecutive packets.
        var step: Double
        /// How many steps there were.
        var steps: Int

        init?(_ packets: [RTPArrival]) {
            guard let first = packets.first else { return nil }
            var origin = first
            var last = first
            var ticks: Double = 0
            var histogram: [(step: Int32, count: Int)] = []
            steps = 0
            for packet in packets.dropFirst() {
                let delta = Int32(bitPattern: packet.timestamp &- last.timestamp)
                guard Int16(bitPattern: packet.sequenceNumber &- last.sequenceNumber) > 0 else { continue }
                if abs(Double(delta)) > 90000 * 5 {  // a new timestamp base: begin again
                    origin = packet
                    ticks = 0
                } else {
                    ticks += Double(delta)
                    if packet.sequenceNumber == last.sequenceNumber &+ 1, delta > 0 {
                        steps += 1
                        if let index = histogram.firstIndex(where: { $0.step == delta }) {
                            histogram[index].count += 1
                        } else if histogram.count < 32 {
                            histogram.append((delta, 1))
                        }
                    }
                }
                last = packet
            }
            span = Double(last.time.nanoseconds(since: origin.time)) / 1e9
            guard span > 0, ticks > 0 else { return nil }
            slope = ticks / span
            step = Double(histogram.max { $0.count < $1.count }?.step ?? 0)
        }

        /// Whether the usual step is a frame time that audio codecs use, in whole ticks of that rate.
        func fitsFrameTime(_ rate: Double) -> Bool {
            guard step > 0, rate != 90000 else { return false }
            let milliseconds = step / rate * 1000
            return [2.5, 5, 10, 20, 30, 40, 60, 80, 100, 120].contains { abs(milliseconds - $0) < 1e-6 }
        }
    }
}
