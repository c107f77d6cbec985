/// The E-model's rating of one direction's audio (ITU-T G.107).
public struct EModelReport: Hashable, Sendable, JSONRepresentable {
    /// G.711 in one of its two laws.
    public var codec: String
    /// R, 0 to 100.
    public var rating: Double
    /// 1 to 4.5.
    public var score: Double
    /// Milliseconds, one way: half of the path's RTT and the assumed jitter buffer.
    public var delayMilliseconds: Double
    /// Percent lost before the tap.
    public var packetLossPercent: Double
    /// Mean length of loss runs over that of random loss; 1 without loss.
    public var burstRatio: Double

    public init(
        codec: String, rating: Double, score: Double, delayMilliseconds: Double, packetLossPercent: Double,
        burstRatio: Double
    ) {
        self.codec = codec
        self.rating = rating
        self.score = score
        self.delayMilliseconds = delayMilliseconds
        self.packetLossPercent = packetLossPercent
        self.burstRatio = burstRatio
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("codec", codec)
            $0.member("r", rating, decimals: 3)
            $0.member("mos", score, decimals: 3)
            $0.member("delay_ms", delayMilliseconds, decimals: 3)
            $0.member("packet_loss", packetLossPercent, decimals: 3)
            $0.member("burst_ratio", burstRatio, decimals: 3)
        }
    }
}
