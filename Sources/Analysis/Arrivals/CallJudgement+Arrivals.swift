import ICE
import Media
import Report
import Wire

// Every packet of a call, as one of its sides sends and receives it.
extension CallJudgement {
    var analyzedSide: AnalyzedSide {
        AnalyzedSide(report: report, streams: streams.map { arrivals(of: $0) }, datagrams: datagrams)
    }

    private func arrivals(of stream: CallStream) -> StreamArrivals {
        let direction = direction(of: stream)
        var packets: [RTPArrival] = []
        var isComplete = true
        for leg in stream.legsInTurn(nearest: direction == .sent ? .sender : .receiver) {
            guard
                let kept = facts.paths[leg.path].streams.first(where: {
                    $0.isForward == leg.isForward && $0.tracker.ssrc == stream.ssrc
                })
            else { continue }
            packets += kept.arrivals
            isComplete = isComplete && kept.keepsAllArrivals
        }
        return StreamArrivals(
            ssrc: stream.ssrc, direction: direction, kind: stream.kind, primary: stream.primary,
            clock: stream.figures.clock, threshold: stream.clientThreshold, tagLength: cipher.tagLength,
            packets: packets, isComplete: isComplete, isOtherPaddingAlone: stream.isOtherPaddingAlone)
    }

    private var datagrams: [DatagramArrival] {
        TransportJudgement.countedPaths(self).flatMap { counted in
            facts.paths[counted.path].datagrams.map { datagram in
                var datagram = datagram
                datagram.isSent = datagram.isSent == counted.sentIsForward
                return datagram
            }
        }.sorted { ($0.time, $0.frame) < ($1.time, $1.frame) }
    }
}
