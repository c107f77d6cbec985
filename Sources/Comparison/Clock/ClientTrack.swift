import ClientReports
import Report

/// The counters of one stream of the client, sample by sample, from where they began to where they began anew.
struct ClientTrack {
    struct Point {
        /// Index into the report's samples.
        var sample: Int
        /// By the client's clock, Unix ns.
        var time: Int64
        var packets: Int
        /// Nil of what is sent.
        var lost: Int?
    }

    var direction: CallDirection
    var kind: ClientMediaKind
    var ssrc: UInt32?
    /// Its place among those of its kind and direction in a sample; SDKs list one.
    var position: Int
    var points: [Point]

    static func tracks(of report: ClientReport) -> [ClientTrack] {
        struct Key: Hashable {
            var direction: CallDirection
            var kind: ClientMediaKind
            var ssrc: UInt32?
            var position: Int
        }
        var tracks: [ClientTrack] = []
        var open: [Key: Int] = [:]
        func take(_ key: Key, _ point: Point) {
            // A counter that falls began anew: another SSRC (an SDK looks at one stream at a time).
            if let track = open[key], point.packets >= tracks[track].points.last?.packets ?? 0 {
                tracks[track].points.append(point)
            } else {
                open[key] = tracks.count
                tracks.append(
                    ClientTrack(
                        direction: key.direction, kind: key.kind, ssrc: key.ssrc, position: key.position,
                        points: [point]))
            }
        }
        for (index, sample) in report.samples.enumerated() {
            var positions: [ClientMediaKind: Int] = [:]
            for stream in sample.inbound {
                let position = positions[stream.kind, default: 0]
                positions[stream.kind] = position + 1
                guard let packets = stream.packetsReceived else { continue }
                take(
                    Key(
                        direction: .received, kind: stream.kind, ssrc: stream.ssrc,
                        position: stream.ssrc == nil ? position : 0),
                    Point(
                        sample: index, time: sample.time.nanoseconds, packets: packets, lost: stream.packetsLost))
            }
            positions = [:]
            for stream in sample.outbound {
                let position = positions[stream.kind, default: 0]
                positions[stream.kind] = position + 1
                guard let packets = stream.packetsSent else { continue }
                take(
                    Key(
                        direction: .sent, kind: stream.kind, ssrc: stream.ssrc,
                        position: stream.ssrc == nil ? position : 0),
                    Point(sample: index, time: sample.time.nanoseconds, packets: packets))
            }
        }
        return tracks
    }
}
