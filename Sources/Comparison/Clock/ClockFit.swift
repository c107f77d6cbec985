/// What the client's clock shows less what the capture's does, fitted on counters: at each sample the client had counted so
/// many packets, and the capture says between which two moments that was so.
struct ClockFit {
    /// The client's clock less the capture's, in ns, at `reference`.
    var offset: Int64
    /// Client's time at which `offset` holds, Unix ns.
    var reference: Int64
    /// The client's clock against the capture's, parts per million.
    var driftPPM: Double
    /// How far a sample may lie off, in ns.
    var uncertainty: Int64
    /// Samples that fit, of all with a counter.
    var fitting: Int
    var samples: Int

    /// Share of the samples that must fit.
    static let neededShare = 0.85
    /// Steps of uncertainty that are tried, in ns. Beyond three packets of 20 ms any counter would fit.
    static let slacks: [Int64] = [0, 5, 10, 20, 40, 60].map { $0 * 1_000_000 }
    /// Crystals of phones and servers stay within; what shows more is no clock.
    static let maxDriftPPM = 500.0
    /// Drift over less is within the counters' own steps, in ns.
    static let driftSpan: Int64 = 120_000_000_000
    /// A fit on fewer samples says little.
    static let fewestSamples = 3

    /// What one sample says of the offset.
    struct Constraint {
        /// By the client's clock, Unix ns.
        var time: Int64
        /// Least and greatest offset at which its count is right, in ns.
        var least: Int64
        var greatest: Int64
    }

    /// - Parameters:
    ///   - constraints: of the samples whose count the capture has.
    ///   - samples: how many there are in all.
    /// - Returns: nil where they do not agree on one offset.
    init?(_ constraints: [Constraint], samples: Int) {
        guard let first = constraints.first, let last = constraints.last, constraints.count >= Self.fewestSamples else {
            return nil
        }
        let needed = Int((Double(samples) * Self.neededShare).rounded(.up))
        let drift = last.time - first.time >= Self.driftSpan ? Self.drift(constraints) : 0
        let straight = constraints.map { constraint in
            let shift = Int64(drift * 1e-6 * Double(constraint.time - first.time))
            return Constraint(
                time: constraint.time, least: constraint.least - shift, greatest: constraint.greatest - shift)
        }
        for slack in Self.slacks {
            guard let best = Self.overlap(straight, slack: slack), best.count >= needed else { continue }
            offset = best.offset
            reference = first.time
            driftPPM = drift
            uncertainty = slack
            fitting = best.count
            self.samples = samples
            return
        }
        return nil
    }

    /// The client's time by the capture's clock, Unix ns.
    func captureTime(of time: Int64) -> Int64 {
        time &- offset &- Int64(driftPPM * 1e-6 * Double(time &- reference))
    }

    /// The offset at which most constraints hold.
    private static func overlap(_ constraints: [Constraint], slack: Int64) -> (offset: Int64, count: Int)? {
        var edges: [(value: Int64, isEnd: Bool)] = []
        for constraint in constraints {
            edges.append((constraint.least - slack, false))
            edges.append((constraint.greatest + slack, true))
        }
        edges.sort { ($0.value, $0.isEnd ? 1 : 0) < ($1.value, $1.isEnd ? 1 : 0) }
        var (held, best) = (0, 0)
        var found: (begin: Int64, end: Int64)?
        for (index, edge) in edges.enumerated() {
            held += edge.isEnd ? -1 : 1
            if held > best, index + 1 < edges.count {
                best = held
                found = (edge.value, edges[index + 1].value)
            }
        }
        return found.map { ($0.begin &+ ($0.end &- $0.begin) / 2, best) }
    }

    /// The median slope between samples half the series apart, ppm; 0 where it is none that a clock has.
    private static func drift(_ constraints: [Constraint]) -> Double {
        let half = constraints.count / 2
        var slopes: [Double] = []
        for index in 0..<(constraints.count - half) {
            let (early, late) = (constraints[index], constraints[index + half])
            guard late.time > early.time else { continue }
            let change =
                (Double(late.least) - Double(early.least) + Double(late.greatest) - Double(early.greatest)) / 2
            slopes.append(change / Double(late.time - early.time) * 1e6)
        }
        slopes.sort()
        guard !slopes.isEmpty else { return 0 }
        let median = slopes[slopes.count / 2]
        return abs(median) <= maxDriftPPM ? median : 0
    }
}
