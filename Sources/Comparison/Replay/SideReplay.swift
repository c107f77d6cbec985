import Analysis
import ClientReports
import Report

/// One side of a call with its streams replayed.
struct SideReplay {
    let side: AnalyzedSide
    /// Each with its retransmissions, which are none of their own.
    let streams: [StreamReplay]
    private let sent: [TransportReplay]
    private let received: [TransportReplay]

    var report: CallReport { side.report }

    init(_ side: AnalyzedSide) {
        self.side = side
        streams = Self.streams(of: side)
        let (streams, ways) = (streams, side.ways.indices.map { $0 as Int? })
        func replays(isSent: Bool) -> [TransportReplay] {
            (ways + [nil]).map { TransportReplay(side, isSent: isSent, way: $0, streams: streams) }
        }
        sent = replays(isSent: true)
        received = replays(isSent: false)
    }

    static func streams(of side: AnalyzedSide) -> [StreamReplay] {
        let repairs = side.streams.filter { $0.primary != nil }
        let own = side.streams.filter { $0.primary == nil }
        return own.map { stream in
            StreamReplay(
                stream, repairs: repairs.filter { $0.primary == stream.ssrc && $0.direction == stream.direction })
        }
    }

    /// What went in a direction, on the way of a client's pair; on all of them if it is not known.
    ///
    /// getStats counts a candidate pair by itself: after ICE changed it, the counters are another pair's.
    func transport(isSent: Bool, on pair: ClientPair?) -> TransportReplay {
        let (local, remote) = (pair?.local?.transportAddress, pair?.remote?.transportAddress)
        let exact = side.ways.firstIndex { $0.local.description == local && $0.remote.description == remote }
        // Behind a NAT the tap sees another address of the client.
        let alike = side.ways.indices.filter { side.ways[$0].remote.description == remote }
        let way = exact ?? (alike.count == 1 ? alike[0] : nil) ?? side.ways.count
        return isSent ? sent[way] : received[way]
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
