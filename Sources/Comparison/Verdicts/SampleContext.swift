import ClientReports
import Report

/// One sample of the client with what of the capture it is compared with.
struct SampleContext {
    let sample: ClientSample
    let index: Int
    let side: SideReplay
    let fits: [TrackFit]
    let accounts: [LossAccount?]
    /// Packets of each that the client had counted before the capture has any.
    let before: [Int]
    let clock: ComparisonClock
    let tolerances: ComparisonTolerances

    var report: CallReport { side.report }
    var network: NetworkReport { side.report.network }
    var time: Int64 { sample.time.nanoseconds }
    /// By the capture's clock.
    var captureTime: Int64 { clock.captureTime(of: time) }
    /// Where the tap stands beside this client, what it received is what passed.
    var isBesideClient: Bool { network.perspective.tap == .client }

    /// The tracks that this sample has a point of, with the states of the capture around it.
    func points() -> [TrackPoint] {
        fits.enumerated().compactMap { number, fit in
            guard let point = fit.track.point(of: index) else { return nil }
            let window = clock.window(at: time, direction: fit.track.direction, track: number)
            return TrackPoint(
                number: number, fit: fit, point: point, window: window,
                states: fit.replay.states(from: window.begin, through: window.end),
                account: accounts[number], before: before[number])
        }
    }

    /// Field names have the SSRC where a sample has several streams of a kind.
    func name(_ track: ClientTrack, _ field: String) -> String {
        let direction = track.direction == .sent ? "outbound" : "inbound"
        let isOne = fits.filter { $0.track.kind == track.kind && $0.track.direction == track.direction }
            .map(\.track.ssrc).allSatisfy { $0 == track.ssrc }
        let source = isOne ? nil : track.ssrc.map { "[\(SynchronizationSource(rawValue: $0))]" }
        return "\(track.kind.rawValue).\(direction)\(source ?? "").\(field)"
    }
}

/// One count of a client's stream and what stood at the tap around its time.
struct TrackPoint {
    var number: Int
    var fit: TrackFit
    var point: ClientTrack.Point
    var window: ComparisonClock.Window
    var states: [StreamReplay.State]
    var account: LossAccount?
    var before: Int

    /// Packets that passed the tap and did not reach the client, by its own account; nil without one.
    var lostBehind: Int? {
        guard let lost = point.lost, let entry = account?[point.sample] else { return nil }
        return max(0, lost + entry.hidden - middle.lost)
    }

    /// At the sample's own time.
    var middle: StreamReplay.State { fit.replay.state(at: window.middle) }

    func range(_ value: (StreamReplay.State) -> Int) -> ClosedRange<Int> {
        let values = states.map(value)
        return (values.min() ?? 0)...(values.max() ?? 0)
    }
}

extension ClosedRange where Bound == Int {
    func widened(by tolerance: Int) -> ClosedRange<Int> { (lowerBound - tolerance)...(upperBound + tolerance) }

    /// 0 inside; how far outside else.
    func excess(of value: Int) -> Int {
        value > upperBound ? value - upperBound : value < lowerBound ? value - lowerBound : 0
    }
}
