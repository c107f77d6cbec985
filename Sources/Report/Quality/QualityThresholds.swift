/// Every limit that the quality section applies. In the documented table below `fair` is good, above `poor` is poor, both
/// limits are fair.
public struct QualityThresholds: Hashable, Sendable, JSONRepresentable {
    public struct Limits: Hashable, Sendable, JSONRepresentable {
        /// The lowest figure that is fair.
        public var fair: Double
        /// The highest figure that is fair.
        public var poor: Double

        public init(fair: Double, poor: Double) {
            self.fair = fair
            self.poor = poor
        }

        public func write(to json: inout JSONWriter) {
            json.object {
                $0.member("fair", fair, decimals: 3)
                $0.member("poor", poor, decimals: 3)
            }
        }
    }

    /// Milliseconds.
    public var rtt: Limits
    /// Milliseconds.
    public var jitter: Limits
    /// Percent.
    public var packetLoss: Limits
    /// The SDK's labels for its debug-stream score.
    public var mos: OpinionLimits
    /// When the SDK warns.
    public var warnings: WarningLimits
    /// What the E-model assumes of the receiver.
    public var eModel: EModel.Assumptions

    /// The documented limits, and the SDK's own.
    public init(
        rtt: Limits = Limits(fair: 150, poor: 300), jitter: Limits = Limits(fair: 20, poor: 50),
        packetLoss: Limits = Limits(fair: 1, poor: 3), mos: OpinionLimits = OpinionLimits(),
        warnings: WarningLimits = WarningLimits(), eModel: EModel.Assumptions = EModel.Assumptions()
    ) {
        self.rtt = rtt
        self.jitter = jitter
        self.packetLoss = packetLoss
        self.mos = mos
        self.warnings = warnings
        self.eModel = eModel
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("rtt", rtt)
            $0.member("jitter", jitter)
            $0.member("packet_loss", packetLoss)
            $0.member("mos", mos)
            $0.member("warnings", warnings)
            $0.member("e_model", eModel)
        }
    }
}
