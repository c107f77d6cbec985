/// The documented grades of one direction's audio.
public struct DirectionQuality: Hashable, Sendable, JSONRepresentable {
    /// From RTT and loss, as the documented code; null if neither is known.
    public var indicator: QualityIndicator?
    /// Milliseconds, mean at the tap.
    public var jitter: GradedMetric?
    /// Percent lost before the tap.
    public var packetLoss: GradedMetric?

    public init(indicator: QualityIndicator? = nil, jitter: GradedMetric? = nil, packetLoss: GradedMetric? = nil) {
        self.indicator = indicator
        self.jitter = jitter
        self.packetLoss = packetLoss
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("indicator", indicator)
            $0.member("jitter", jitter)
            $0.member("packet_loss", packetLoss)
        }
    }
}
