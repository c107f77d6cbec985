/// Where the documented table draws its lines: below `fair` is good, above `poor` is poor, both limits are fair.
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

    /// The documented limits.
    public init(
        rtt: Limits = Limits(fair: 150, poor: 300), jitter: Limits = Limits(fair: 20, poor: 50),
        packetLoss: Limits = Limits(fair: 1, poor: 3)
    ) {
        self.rtt = rtt
        self.jitter = jitter
        self.packetLoss = packetLoss
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("rtt", rtt)
            $0.member("jitter", jitter)
            $0.member("packet_loss", packetLoss)
        }
    }
}
