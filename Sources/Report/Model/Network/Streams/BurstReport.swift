/// Burst and gap figures of RFC 3611 section 4.7.2.
public struct BurstReport: Hashable, Sendable, JSONRepresentable {
    /// Packets received in a row that end a burst.
    public var minimumGap: Int
    /// How many.
    public var bursts: Int
    /// Percent lost within bursts.
    public var burstDensityPercent: Double?
    /// Percent lost outside bursts.
    public var gapDensityPercent: Double?
    /// Milliseconds, mean length of a burst.
    public var burstMilliseconds: Double?
    /// Milliseconds, mean length between bursts.
    public var gapMilliseconds: Double?

    public init(
        minimumGap: Int = 16, bursts: Int, burstDensityPercent: Double? = nil, gapDensityPercent: Double? = nil,
        burstMilliseconds: Double? = nil, gapMilliseconds: Double? = nil
    ) {
        self.minimumGap = minimumGap
        self.bursts = bursts
        self.burstDensityPercent = burstDensityPercent
        self.gapDensityPercent = gapDensityPercent
        self.burstMilliseconds = burstMilliseconds
        self.gapMilliseconds = gapMilliseconds
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("gmin", minimumGap)
            $0.member("bursts", bursts)
            $0.member("burst_density", burstDensityPercent, decimals: 3)
            $0.member("gap_density", gapDensityPercent, decimals: 3)
            $0.member("burst_ms", burstMilliseconds, decimals: 3)
            $0.member("gap_ms", gapMilliseconds, decimals: 3)
        }
    }
}
