/// The E-model for G.711 (ITU-T G.107): what conversation over a path of so much delay and loss is rated, with every
/// parameter that the network does not measure at its default.
public struct EModel: Hashable, Sendable {
    /// What the rating assumes of the receiver, which no packet tells.
    public struct Assumptions: Hashable, Sendable, JSONRepresentable {
        /// Milliseconds that the receiver's jitter buffer and the codec hold the audio.
        public var jitterBufferMilliseconds: Double
        /// Equipment impairment factor without loss: 0 for G.711 (ITU-T G.113 Appendix I).
        public var equipmentImpairment: Double
        /// Packet-loss robustness factor (G.113 Appendix I): 25.1 for G.711 with concealment, 4.3 without.
        public var lossRobustness: Double

        public init(
            jitterBufferMilliseconds: Double = 60, equipmentImpairment: Double = 0, lossRobustness: Double = 25.1
        ) {
            self.jitterBufferMilliseconds = jitterBufferMilliseconds
            self.equipmentImpairment = equipmentImpairment
            self.lossRobustness = lossRobustness
        }

        public func write(to json: inout JSONWriter) {
            json.object {
                $0.member("jitter_buffer", jitterBufferMilliseconds, decimals: 3)
                $0.member("ie", equipmentImpairment, decimals: 3)
                $0.member("bpl", lossRobustness, decimals: 3)
            }
        }
    }

    /// R, 0 to 100.
    public var rating: Double
    /// 1 to 4.5, by G.107 Annex B.
    public var score: Double

    /// The basic signal-to-noise ratio Ro and the simultaneous impairment Is with all of G.107 Table 2's defaults.
    private static let signalToNoise = 94.76882157936254
    private static let simultaneousImpairment = 1.4135681311494044
    /// Default weighted echo path loss and talker echo loudness rating, dB.
    private static let echoPathLoss = 110.0
    private static let talkerEchoRating = 65.0

    /// - Parameters:
    ///   - delay: one way, mouth to ear, in ms.
    ///   - loss: percent of packets.
    ///   - burstRatio: mean length of the loss runs over that of random loss; 1 where losses are independent.
    public init(
        delayMilliseconds delay: Double, packetLossPercent loss: Double, burstRatio: Double,
        assumptions: Assumptions = Assumptions()
    ) {
        let loss = min(max(loss, 0), 100)
        // G.107 Table 2 admits 1 to 8.
        let burstRatio = min(max(burstRatio, 1), 8)
        let ie = assumptions.equipmentImpairment
        let equipment = ie + (95 - ie) * loss / (loss / burstRatio + max(assumptions.lossRobustness, 0.1))
        let delayed = Self.delayImpairment(max(0, delay))
        let raw = Self.signalToNoise - Self.simultaneousImpairment - delayed - equipment
        rating = min(max(raw, 0), 100)
        score = min(max(OpinionScore.cubic(rating), 1), 4.5)
    }

    /// The burst ratio of losses (BurstR of G.107 7.5), as runs of consecutive ones: nil without any.
    public static func burstRatio(runs: Int, packets lost: Int, of expected: Int) -> Double? {
        guard runs > 0, lost > 0, expected > lost else { return nil }
        let meanLength = Double(lost) / Double(runs)
        return meanLength * (1 - Double(lost) / Double(expected))
    }

    /// Id = Idte + Idle + Idd (G.107 7.4) for a one-way delay T = Ta = Tr / 2.
    private static func delayImpairment(_ delay: Double) -> Double {
        talkerEcho(delay) + listenerEcho(2 * delay) + absoluteDelay(delay)
    }

    private static func talkerEcho(_ delay: Double) -> Double {
        let terv =
            talkerEchoRating - 40 * Transcendental.log10((1 + delay / 10) / (1 + delay / 150))
            + 6 * Transcendental.exp(-0.3 * delay * delay)
        let difference = signalToNoise - (80 + 2.5 * (terv - 14))
        return (difference / 2 + (difference * difference / 4 + 100).squareRoot() - 1)
            * (1 - Transcendental.exp(-delay))
    }

    private static func listenerEcho(_ roundTrip: Double) -> Double {
        let rle = 10.5 * (echoPathLoss + 7) / (roundTrip + 1).squareRoot().squareRoot()
        let difference = signalToNoise - rle
        return difference / 2 + (difference * difference / 4 + 169).squareRoot()
    }

    private static func absoluteDelay(_ delay: Double) -> Double {
        guard delay > 100 else { return 0 }
        let octaves = Transcendental.ln(delay / 100) / Transcendental.ln2
        func root(_ value: Double) -> Double {
            let cube = value * value * value
            return Transcendental.power(1 + cube * cube, 1.0 / 6)
        }
        return 25 * (root(octaves) - 3 * root(octaves / 3) + 2)
    }
}
