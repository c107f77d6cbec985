import Analysis
import ClientReports
import Report

/// One side of a call with its streams replayed.
struct SideReplay {
    let side: AnalyzedSide
    /// Each with its retransmissions, which are none of their own.
    let streams: [StreamReplay]
    let sent: TransportReplay
    let received: TransportReplay

    var report: CallReport { side.report }

    init(_ side: AnalyzedSide) {
        self.side = side
        let repairs = side.streams.filter { $0.primary != nil }
        let own = side.streams.filter { $0.primary == nil }
        streams = own.map { stream in
            StreamReplay(
                stream, repairs: repairs.filter { $0.primary == stream.ssrc && $0.direction == stream.direction })
        }
        sent = TransportReplay(side, isSent: true, streams: streams)
        received = TransportReplay(side, isSent: false, streams: streams)
    }
}

extension StreamReplay {
    /// What is not known to be anything else may be audio.
    func isMedia(_ kind: ClientMediaKind) -> Bool {
        switch kind {
        case .audio: arrivals.kind == .audio || arrivals.kind == nil
        case .video: arrivals.kind == .video
        }
    }
}
