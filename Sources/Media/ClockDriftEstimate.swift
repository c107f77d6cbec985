import Wire

/// What the points of a `ClockDrift` say.
public struct ClockDriftEstimate: Equatable, Sendable {
    /// Parts per million that the sender's clock runs faster than the capture's.
    public var partsPerMillion: Double
    /// Parts per million, either way.
    public var uncertainty: Double

    /// A transit that changes by more from one block to the next, in ns, is another route or another clock's base.
    static let maxStep = 20_000_000.0
    /// Points, and seconds between the first and the last ones of all lines, that tell a drift.
    static let minimum = (points: 5, seconds: 20.0)
    public static let maxUncertainty = 50.0

    /// A line of one slope through the points, with an offset of its own wherever the transit steps.
    ///
    /// The uncertainty is the band in which the points lie about it over the time that they span: no line inside the band
    /// is steeper or flatter by more. nil where it is above `maxUncertainty`, or the points are too few.
    public init?(_ drift: ClockDrift) {
        let lines = Self.lines(drift.points)
        let points = lines.reduce(0) { $0 + $1.count }
        let seconds = lines.reduce(0.0) { $0 + (($1.last?.seconds ?? 0) - ($1.first?.seconds ?? 0)) }
        guard points >= Self.minimum.points, seconds >= Self.minimum.seconds else { return nil }
        var products = 0.0
        var squares = 0.0
        for line in lines {
            let (x, y) = Self.mean(line)
            for point in line {
                products += (point.seconds - x) * (point.transit - y)
                squares += (point.seconds - x) * (point.seconds - x)
            }
        }
        guard squares > 0 else { return nil }
        let slope = products / squares
        var lowest = 0.0
        var highest = 0.0
        for line in lines {
            let (x, y) = Self.mean(line)
            for point in line {
                let residual = point.transit - y - slope * (point.seconds - x)
                lowest = min(lowest, residual)
                highest = max(highest, residual)
            }
        }
        // ns per s to parts per million: a transit that falls is a clock that runs fast.
        partsPerMillion = -slope / 1000
        uncertainty = (highest - lowest) / seconds / 1000
        guard uncertainty <= Self.maxUncertainty else { return nil }
    }

    private typealias Sample = (seconds: Double, transit: Double)

    /// Lines of two points or more, between which the transit steps.
    private static func lines(_ points: [ClockDrift.Point]) -> [[Sample]] {
        guard let first = points.first else { return [] }
        var lines: [[Sample]] = []
        var previous: ClockDrift.Point?
        for point in points {
            let sample = (Double(point.time.nanoseconds(since: first.time)) / 1e9, point.transit)
            if let previous, previous.line == point.line, abs(point.transit - previous.transit) <= maxStep,
                point.time > previous.time
            {
                lines[lines.count - 1].append(sample)
            } else {
                lines.append([sample])
            }
            previous = point
        }
        return lines.filter { $0.count > 1 }
    }

    private static func mean(_ line: [Sample]) -> (Double, Double) {
        let sum = line.reduce((0.0, 0.0)) { ($0.0 + $1.seconds, $0.1 + $1.transit) }
        return (sum.0 / Double(line.count), sum.1 / Double(line.count))
    }
}
