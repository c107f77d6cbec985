import Analysis
import ClientReports
import Report
import Wire

/// One of the client's streams beside the stream of the capture that it may be.
struct TrackFit {
    var track: ClientTrack
    var replay: StreamReplay
    /// Nil where no clock makes the two agree.
    var clock: ClockFit?

    /// The best of the ways to count it.
    init(_ track: ClientTrack, _ replay: StreamReplay) {
        self.track = track
        self.replay = replay
        if track.direction == .sent {
            clock = Self.fit(track, replay, \.span) { $0.packets }
        } else {
            // Beside the client what it received; before losses what it received and lost.
            let received = Self.fit(track, replay, \.unique) { $0.packets }
            let all = Self.fit(track, replay, \.clientSpan) { point in point.lost.map { point.packets + $0 } }
            clock = (all?.fitting ?? 0) > (received?.fitting ?? 0) ? all : received
        }
    }

    private static func fit(
        _ track: ClientTrack, _ replay: StreamReplay, _ count: KeyPath<StreamReplay.State, Int>,
        _ value: (ClientTrack.Point) -> Int?
    ) -> ClockFit? {
        var constraints: [ClockFit.Constraint] = []
        var samples = 0
        var last = -1
        for point in track.points {
            // A count that stands still says little more each time.
            guard let value = value(point), value > 0, value != last else { continue }
            last = value
            samples += 1
            guard let span = replay.time(at: value, of: count) else { continue }
            let end = span.end == .max ? span.begin + Self.openEnd : span.end
            constraints.append(
                ClockFit.Constraint(time: point.time, least: point.time - end, greatest: point.time - span.begin))
        }
        return ClockFit(constraints, samples: samples)
    }

    /// How long the last count of a stream may have stood, in ns.
    private static let openEnd: Int64 = 1_000_000_000
}
