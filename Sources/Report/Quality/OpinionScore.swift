/// Mean opinion scores that the SDK computes, from figures that the network has.
public enum OpinionScore {
    /// The cubic that ITU-T G.107 Annex B and both of the SDK's formulas make of a rating R.
    static func cubic(_ rating: Double) -> Double {
        1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6
    }

    /// As the SDK's call report computes it, for its LOW_MOS warning: 1 to 4.5.
    public static func callReport(
        rttMilliseconds rtt: Double, jitterMilliseconds jitter: Double, packetLossPercent loss: Double
    ) -> Double {
        min(max(cubic(93.2 - 0.11 * jitter - 2.5 * loss - 0.01 * rtt), 1), 4.5)
    }

    /// As the SDK's debug stream computes it: 1 to 5.
    public static func debugStream(
        rttMilliseconds rtt: Double, jitterMilliseconds jitter: Double, packetLossPercent loss: Double
    ) -> Double {
        let latency = jitter + rtt / 2
        let delay = 0.024 * latency + (latency > 177.3 ? 0.11 * (latency - 177.3) : 0)
        let equipment = 20 * Transcendental.ln(1 + loss)
        return min(max(cubic(93.2 - delay - equipment), 1), 5)
    }
}

/// What the SDK's debug stream calls a score.
public enum OpinionLabel: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case excellent
    case good
    case fair
    case poor
    case bad
}

extension OpinionLabel {
    /// Above `limits.excellent` excellent; else within one of the closed ranges. The ranges leave gaps, such as 4.0 to 4.1,
    /// and the SDK calls a score in one of them bad.
    public init(_ score: Double, limits: OpinionLimits = OpinionLimits()) {
        self =
            if score > limits.excellent {
                .excellent
            } else if limits.good.contains(score) {
                .good
            } else if limits.fair.contains(score) {
                .fair
            } else if limits.poor.contains(score) {
                .poor
            } else {
                .bad
            }
    }
}
