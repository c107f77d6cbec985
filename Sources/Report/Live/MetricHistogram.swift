/// A cumulative histogram as Prometheus has it.
public struct MetricHistogram: Hashable, Sendable {
    /// Upper limits, ascending; one of infinity is understood.
    public let limits: [Double]
    private var counts: [UInt64]
    public private(set) var sum = 0.0

    public init(limits: [Double]) {
        self.limits = limits
        counts = Array(repeating: 0, count: limits.count + 1)
    }

    public mutating func observe(_ value: Double?) {
        guard let value, value.isFinite else { return }
        counts[limits.firstIndex { value <= $0 } ?? limits.count] &+= 1
        sum += value
    }

    public var count: UInt64 { counts.reduce(0, &+) }

    /// How many were at or below each limit, and in all.
    var cumulative: [UInt64] {
        var total: UInt64 = 0
        return counts.map {
            total &+= $0
            return total
        }
    }
}
