import Analysis
import Report
import Wire

/// What passed between the client and the far end, all streams, DTLS and RTCP together, after each datagram.
struct TransportReplay {
    struct State {
        var time: Int64
        var packets: Int
        var bytes: Int
        /// Packets of RTP that the sender numbered and the tap did not see.
        var lost: Int
    }

    private let states: [State]

    /// - Parameters:
    ///   - side: whose transport.
    ///   - isSent: which direction.
    ///   - streams: every stream of it, each by itself.
    init(_ side: AnalyzedSide, isSent: Bool, streams: [StreamReplay]) {
        struct Step {
            var time: Int64
            var packets: Int
            var bytes: Int
            var lost: Int
        }
        var steps =
            side.datagrams.lazy.filter { $0.isSent == isSent }.map {
                Step(time: $0.time.nanoseconds, packets: 1, bytes: Int($0.length), lost: 0)
            } as [Step]
        for stream in streams where (stream.arrivals.direction == .sent) == isSent {
            var before = StreamReplay.State.nothing
            for state in stream.states {
                steps.append(
                    Step(
                        time: state.time, packets: state.packets - before.packets,
                        bytes: state.udpPayloadBytes - before.udpPayloadBytes, lost: state.lost - before.lost))
                before = state
            }
        }
        steps.sort { $0.time < $1.time }
        var sum = State(time: .min, packets: 0, bytes: 0, lost: 0)
        states = steps.map { step in
            sum.time = step.time
            sum.packets += step.packets
            sum.bytes += step.bytes
            sum.lost += step.lost
            return sum
        }
    }

    /// Everything that stood at some moment between the two.
    func states(from begin: Int64, through end: Int64) -> [State] {
        let first = count(upTo: begin)
        let last = max(first, count(upTo: end))
        let before = first == 0 ? State(time: .min, packets: 0, bytes: 0, lost: 0) : states[first - 1]
        return [before] + states[first..<last]
    }

    private func count(upTo time: Int64) -> Int {
        var (low, high) = (0, states.count)
        while low < high {
            let middle = (low + high) / 2
            if states[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
