/// The documented thresholds and the scores' formulas applied to the call, at the tap.
public struct QualityReport: Hashable, Sendable, JSONRepresentable {
    /// The worse of the two directions; null if neither RTT nor loss is known.
    public var indicator: QualityIndicator?
    /// Milliseconds: the path's median.
    public var rtt: GradedMetric?
    /// What the client sent; null without such audio.
    public var sent: DirectionQuality?
    /// What was sent to the client; null without such audio.
    public var received: DirectionQuality?
    /// Mean opinion scores of the whole call, by formula; null if no formula has all that it needs.
    public var mos: MOSReport?
    /// Scores by interval.
    public var intervals: [QualityInterval]
    /// Seconds per interval: clients of another interval warn at other times.
    public var intervalSeconds: Int?
    /// Warnings that the client would have raised, unless held or muted.
    public var clientWarnings: [ClientWarning]
    /// The limits that were applied.
    public var thresholds: QualityThresholds

    public init(
        indicator: QualityIndicator? = nil, rtt: GradedMetric? = nil, sent: DirectionQuality? = nil,
        received: DirectionQuality? = nil, mos: MOSReport? = nil, intervals: [QualityInterval] = [],
        intervalSeconds: Int? = nil, clientWarnings: [ClientWarning] = [],
        thresholds: QualityThresholds = QualityThresholds()
    ) {
        self.indicator = indicator
        self.rtt = rtt
        self.sent = sent
        self.received = received
        self.mos = mos
        self.intervals = intervals
        self.intervalSeconds = intervalSeconds
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
            $0.member("intervals", intervals)
            $0.member("interval_seconds", intervalSeconds)
            $0.member("client_warnings", clientWarnings)
            $0.member("thresholds", thresholds)
        }
    }
}
