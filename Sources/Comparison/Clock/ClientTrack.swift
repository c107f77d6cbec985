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
            /// Entries of a direction in the order in which the client lists them.
            func takeAll(
                _ entries: [(kind: ClientMediaKind, ssrc: UInt32?, packets: Int?, lost: Int?)],
                _ direction: CallDirection
            ) {
                var positions: [ClientMediaKind: Int] = [:]
                for entry in entries {
                    let position = positions[entry.kind, default: 0]
                    positions[entry.kind] = position + 1
                    guard let packets = entry.packets else { continue }
                    take(
                        Key(
                            direction: direction, kind: entry.kind, ssrc: entry.ssrc,
                            position: entry.ssrc == nil ? position : 0),
                        Point(
                            sample: index, time: ComparableTime.clamped(sample.time.nanoseconds), packets: packets,
                            lost: entry.lost))
                }
            }
            takeAll(sample.inbound.map { ($0.kind, $0.ssrc, $0.packetsReceived, $0.packetsLost) }, .received)
            takeAll(sample.outbound.map { ($0.kind, $0.ssrc, $0.packetsSent, nil) }, .sent)
        }
        guard tracks.count > capacity else { return tracks }
        // A report with more is made to cost time: those with most samples.
        let longest = tracks.indices.sorted { tracks[$0].points.count > tracks[$1].points.count }.prefix(capacity)
        return longest.sorted().map { tracks[$0] }
    }

    /// Streams of a client that are compared.
    private static let capacity = 64

    /// The point of a sample; they are in order.
    func point(of sample: Int) -> Point? {
        let index = points.partitioningIndex { $0.sample >= sample }
        return index < points.count && points[index].sample == sample ? points[index] : nil
    }
}
