/// What the network knows of one direction's audio, to be judged.
public struct QualityFigures: Hashable, Sendable {
    /// Mean at the tap.
    public var jitterMilliseconds: Double?
    /// Lost before the tap, every gap counted.
    public var packetLossPercent: Double?
    /// The same as a client counts it: jumps above its threshold add nothing.
    public var clientLossPercent: Double?
    /// Name in the RTP registry; nil if it is not known.
    public var codec: String?
    /// `EModel.burstRatio` of the losses; nil without any.
    public var burstRatio: Double?
    public var intervals: [Interval]

    public struct Interval: Hashable, Sendable {
        public var end: UnixTime
        public var jitterMilliseconds: Double?
        public var packetLossPercent: Double?

        public init(end: UnixTime, jitterMilliseconds: Double? = nil, packetLossPercent: Double? = nil) {
            self.end = end
            self.jitterMilliseconds = jitterMilliseconds
            self.packetLossPercent = packetLossPercent
        }
    }

    public init(
        jitterMilliseconds: Double? = nil, packetLossPercent: Double? = nil, clientLossPercent: Double? = nil,
        codec: String? = nil, burstRatio: Double? = nil, intervals: [Interval] = []
    ) {
        self.jitterMilliseconds = jitterMilliseconds
        self.packetLossPercent = packetLossPercent
        self.clientLossPercent = clientLossPercent
        self.codec = codec
        self.burstRatio = burstRatio
        self.intervals = intervals
    }

    /// Of the two laws of G.711 alone ITU-T G.113 gives what the E-model needs.
    public var isG711: Bool { codec.map { ["PCMU", "PCMA"].contains($0.uppercased()) } ?? false }

    func eModel(rttMilliseconds rtt: Double, assumptions: EModel.Assumptions) -> EModelReport? {
        guard isG711, let codec, let loss = packetLossPercent else { return nil }
        let model = EModel(rttMilliseconds: rtt, packetLossPercent: loss, burstRatio: burstRatio, assumptions)
        return EModelReport(
            codec: codec, rating: model.rating, score: model.score,
            delayMilliseconds: rtt / 2 + assumptions.jitterBufferMilliseconds, packetLossPercent: loss,
            burstRatio: min(max(burstRatio ?? 1, 1), 8))
    }
}

extension EModel {
    /// One way takes half of the path's round trip and what the receiver holds.
    init(rttMilliseconds rtt: Double, packetLossPercent loss: Double, burstRatio: Double?, _ assumptions: Assumptions) {
        self.init(
            delayMilliseconds: rtt / 2 + assumptions.jitterBufferMilliseconds, packetLossPercent: loss,
            burstRatio: burstRatio ?? 1, assumptions: assumptions)
    }
}
