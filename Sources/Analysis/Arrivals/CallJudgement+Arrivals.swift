import ICE
import Media
import Report
import Wire

// Every packet of a call, as one of its sides sends and receives it.
extension CallJudgement {
    var analyzedSide: AnalyzedSide {
        let counted = TransportJudgement.countedPaths(self)
        var ways: [AnalyzedSide.Way] = []
        var wayOfPath: [Int: Int] = [:]
        for path in counted {
            let facts = facts.paths[path.path]
            let way = AnalyzedSide.Way(
                local: TransportAddress(facts.source(isForward: path.sentIsForward)),
                remote: TransportAddress(facts.source(isForward: !path.sentIsForward)))
            let index = ways.firstIndex(of: way) ?? ways.count
            if index == ways.count { ways.append(way) }
            wayOfPath[path.path] = index
        }
        return AnalyzedSide(
            report: report, streams: streams.map { arrivals(of: $0, wayOfPath) },
            datagrams: datagrams(counted, wayOfPath),
            ways: ways)
    }

    private func arrivals(of stream: CallStream, _ wayOfPath: [Int: Int]) -> StreamArrivals {
        let direction = direction(of: stream)
        var packets: [RTPArrival] = []
        var legs: [StreamArrivals.Leg] = []
        var isComplete = true
        for leg in stream.legsInTurn(nearest: direction == .sent ? .sender : .receiver) {
            guard
                let kept = facts.paths[leg.path].streams.first(where: {
                    $0.isForward == leg.isForward && $0.tracker.ssrc == stream.ssrc
                })
            else { continue }
            let begin = packets.count
            // One leg shares its packets with the log and the other side.
            packets = packets.isEmpty ? kept.arrivals : packets + kept.arrivals
            legs.append(StreamArrivals.Leg(way: wayOfPath[leg.path], packets: begin..<packets.count))
            isComplete = isComplete && kept.keepsAllArrivals
        }
        return StreamArrivals(
            ssrc: stream.ssrc, direction: direction, kind: stream.kind, primary: stream.primary,
            clock: stream.figures.clock, threshold: stream.clientThreshold, tagLength: cipher.tagLength,
            packets: packets, legs: legs, isComplete: isComplete, isOtherPaddingAlone: stream.isOtherPaddingAlone)
    }

    private func datagrams(
        _ counted: [TransportJudgement.CountedPath], _ wayOfPath: [Int: Int]
    ) -> [DatagramArrival] {
        counted.flatMap { path in
            facts.paths[path.path].datagrams.map { datagram in
                var datagram = datagram
                datagram.isSent = datagram.isSent == path.sentIsForward
                datagram.way = Int32(wayOfPath[path.path] ?? 0)
                return datagram
            }
        }.sorted { ($0.time, $0.frame) < ($1.time, $1.frame) }
    }
}
