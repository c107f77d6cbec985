import ClientReports
import Report

/// Where the client's samples lie in the capture, and how surely.
struct ComparisonClock {
    /// A stretch of the capture, Unix ns, in which a sample was taken.
    struct Window {
        var begin: Int64
        var middle: Int64
        var end: Int64
    }

    /// The client's clock less the capture's, ns.
    let offset: Int64
    let drift: Double
    let reference: Int64
    let uncertainty: Int64
    let confidence: ReportedConfidence
    let basis: String
    let isKnown: Bool
    /// From tap to client and back, least in ns: a packet that the client has received passed the tap before, one that it
    /// sent passes after.
    private let delay: Int64
    /// How much that varies, ns.
    private let variation: Int64
    private let sampleSlack: Int64
    private let tracks: [ClockFit?]

    init(_ report: ClientReport, fits: [TrackFit], network: CallReport, tolerances: ComparisonTolerances) {
        let half = network.network.rtt?.halves.first { $0.between == .clientToTap && !$0.isBound }
        let delay = half.map { Int64($0.statistics.minimumMilliseconds * 1e6 / 2) } ?? 0
        let variation =
            half.map {
                Int64(($0.statistics.percentile95Milliseconds - $0.statistics.minimumMilliseconds) * 1e6 / 2)
            } ?? 0
        self.delay = min(delay, Self.longestDelay)
        self.variation = min(max(0, variation), Self.longestDelay)
        sampleSlack = Int64(tolerances.sampleMilliseconds * 1e6)
        tracks = fits.map(\.clock)
        let known = fits.enumerated().compactMap { index, fit in fit.clock.map { (index, fit, $0) } }
        let best = known.min { left, right in
            (left.2.uncertainty, -Double(left.2.fitting) / Double(max(left.2.samples, 1)), left.0)
                < (right.2.uncertainty, -Double(right.2.fitting) / Double(max(right.2.samples, 1)), right.0)
        }
        if let (_, fit, clock) = best {
            // The client counts what it received later than the tap, and what it sent earlier.
            offset = clock.offset &+ (fit.track.direction == .received ? -self.delay : self.delay)
            drift = clock.driftPPM
            reference = clock.reference
            uncertainty = clock.uncertainty + self.variation
            let isMany = clock.fitting >= 8
            confidence = clock.uncertainty <= 20_000_000 && isMany ? .high : .medium
            basis =
                "\(clock.fitting) of \(clock.samples) counts of \(fit.track.kind.rawValue) packets \(fit.track.direction.rawValue)"
            isKnown = true
        } else if let (shift, count) = Self.shift(report, network) {
            offset = shift
            drift = 0
            reference = 0
            uncertainty = 100_000_000
            confidence = .medium
            basis = "\(count) state changes"
            isKnown = true
        } else {
            offset = 0
            drift = 0
            reference = 0
            uncertainty = Int64(tolerances.unknownClockSeconds * 1e9)
            confidence = .low
            basis = "nothing: both clocks are taken for right within \(Int(tolerances.unknownClockSeconds)) s"
            isKnown = false
        }
    }

    /// The client's time by the capture's clock.
    func captureTime(of time: Int64) -> Int64 {
        let time = ComparableTime.clamped(time)
        return time &- offset &- Int64(drift * 1e-6 * Double(time &- reference))
    }

    func clientTime(of time: Int64) -> Int64 { time &+ offset }

    /// When the packets that a sample counts passed the tap: of a stream whose own counts fit, by them.
    ///
    /// A fit of its own is used only if it is as good as the best: a counter that grows too fast would bend it.
    func window(at time: Int64, direction: CallDirection, track: Int? = nil) -> Window {
        var middle = captureTime(of: time) &+ (direction == .received ? -delay : delay)
        var slack = uncertainty
        if let own = track.flatMap({ tracks[$0] }), own.uncertainty <= uncertainty {
            let ownTime = own.captureTime(of: time)
            if (ownTime &- middle).magnitude <= UInt64(Self.ownFitLimit + variation) {
                (middle, slack) = (ownTime, own.uncertainty + variation)
            }
        }
        slack += sampleSlack
        return Window(begin: middle &- slack, middle: middle, end: middle &+ slack)
    }

    /// How far a stream's own fit may be from the best, in ns: beyond, its counts are wrong and not the clock.
    private static let ownFitLimit: Int64 = 20_000_000
    /// No path in use holds a packet for longer, in ns.
    private static let longestDelay: Int64 = 2_000_000_000

    var description: ClockDescription {
        ClockDescription(
            offsetMilliseconds: isKnown ? Double(offset) / 1e6 : nil, driftPPM: isKnown ? drift : nil,
            uncertaintyMilliseconds: Double(uncertainty) / 1e6, confidence: confidence, basis: basis)
    }

    // MARK: States

    /// The median of what the states that both know say, if they agree.
    private static func shift(_ report: ClientReport, _ network: CallReport) -> (Int64, Int)? {
        var shifts: [Int64] = []
        let ice = network.network.ice?.stateChanges ?? []
        let dtls = network.network.dtls?.stateChanges ?? []
        for change in report.stateChanges {
            let time: UnixTime? =
                switch change.subject {
                case .ice: ice.first { $0.state.rawValue == change.state }?.time
                case .dtls: dtls.first { $0.state.rawValue == change.state }?.time
                }
            if let time { shifts.append(change.time.nanoseconds &- time.nanoseconds) }
        }
        shifts.sort()
        guard shifts.count >= 2 else { return nil }
        let median = shifts[shifts.count / 2]
        let near = shifts.count { ($0 &- median).magnitude <= 200_000_000 }
        return near * 2 > shifts.count ? (median, near) : nil
    }
}
