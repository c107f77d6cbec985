/// The documented thresholds applied to the call, at the tap.
public struct QualityReport: Hashable, Sendable, JSONRepresentable {
    /// The worse of the two directions; null if neither RTT nor loss is known.
    public var indicator: QualityIndicator?
    /// Milliseconds: the path's median.
    public var rtt: GradedMetric?
    /// What the client sent; null without such audio.
    public var sent: DirectionQuality?
    /// What was sent to the client; null without such audio.
    public var received: DirectionQuality?
    /// Mean opinion score by formula.
    public var mos: MOSReport?
    /// Warnings that the client would have raised, unless held or muted.
    public var clientWarnings: [ClientWarning]
    /// The limits that were applied.
    public var thresholds: QualityThresholds

    public init(
        indicator: QualityIndicator? = nil, rtt: GradedMetric? = nil, sent: DirectionQuality? = nil,
        received: DirectionQuality? = nil, mos: MOSReport? = nil, clientWarnings: [ClientWarning] = [],
        thresholds: QualityThresholds = QualityThresholds()
    ) {
        self.indicator = indicator
        self.rtt = rtt
        self.sent = sent
        self.received = received
        self.mos = mos
        self.clientWarnings = clientWarnings
        self.thresholds = thresholds
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("indicator", indicator)
            $0.member("rtt", rtt)
            $0.member("sent", sent)
            $0.member("received", received)
            $0.member("mos", mos)
            $0.member("client_warnings", clientWarnings)
            $0.member("thresholds", thresholds)
        }
    }
}
