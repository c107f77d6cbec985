import Analysis
import ClientReports
import Report
import Wire

/// One of the client's streams beside the stream of the capture that it may be.
struct TrackFit {
    var track: ClientTrack
    var replay: StreamReplay
    /// Which count of the capture the client's stands for.
    var count: KeyPath<StreamReplay.State, Int>
    /// Nil where no clock makes the two agree.
    var clock: ClockFit?
    /// The SSRC is the same in both.
    var isSameSource: Bool

    /// Points whose count the capture never reached.
    var unreached: Int

    /// The best of the ways to count it.
    init(_ track: ClientTrack, _ replay: StreamReplay) {
        let isSame = track.ssrc.map { $0 == replay.arrivals.ssrc.rawValue } ?? false
        func fit(
            _ count: KeyPath<StreamReplay.State, Int>, _ value: (ClientTrack.Point) -> Int?
        ) -> (clock: ClockFit?, unreached: Int) {
            var constraints: [ClockFit.Constraint] = []
            var (samples, unreached) = (0, 0)
            var last = -1
            for point in track.points {
                // A count that stands still says little more each time.
                guard let value = value(point), value > 0, value != last else { continue }
                last = value
                samples += 1
                guard let span = replay.time(at: value, of: count) else {
                    unreached += 1
                    continue
                }
                let end = span.end == .max ? span.begin + Self.openEnd : span.end
                constraints.append(
                    ClockFit.Constraint(time: point.time, least: point.time - end, greatest: point.time - span.begin))
            }
            return (ClockFit(constraints, samples: samples), unreached)
        }
        self.track = track
        self.replay = replay
        isSameSource = isSame
        if track.direction == .sent {
            count = \.span
            (clock, unreached) = fit(\.span) { $0.packets }
        } else {
            // Beside the client what it received; before losses what it received and lost.
            let received = fit(\.unique) { $0.packets }
            let all = fit(\.clientSpan) { point in point.lost.map { point.packets + $0 } }
            let isAll = (all.clock?.fitting ?? 0) > (received.clock?.fitting ?? 0)
            count = isAll ? \.clientSpan : \.unique
            (clock, unreached) = isAll ? all : received
        }
    }

    /// How long the last count of a stream may have stood, in ns.
    private static let openEnd: Int64 = 1_000_000_000
}
