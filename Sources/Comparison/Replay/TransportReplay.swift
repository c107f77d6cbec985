import Analysis
import Media
import Report
import Wire

/// What passed between the client and the far end, all streams, DTLS and RTCP together, after each datagram.
struct TransportReplay {
    struct State {
        var time: Int64
        var packets: Int
        var bytes: Int
        /// Packets of RTP that the sender numbered and the tap did not see, on any way.
        var lost: Int

        static let nothing = State(time: .min, packets: 0, bytes: 0, lost: 0)
    }

    private let states: [State]

    /// - Parameters:
    ///   - side: whose transport.
    ///   - isSent: which direction.
    ///   - way: the only one that counts, by its index; nil for all.
    ///   - streams: the side's, for what was lost.
    init(_ side: AnalyzedSide, isSent: Bool, way: Int? = nil, streams: [StreamReplay]) {
        var steps: [State] = []
        for datagram in side.datagrams where datagram.isSent == isSent && (way == nil || Int(datagram.way) == way) {
            steps.append(
                State(
                    time: ComparableTime.clamped(datagram.time.nanoseconds), packets: 1, bytes: Int(datagram.length),
                    lost: 0))
        }
        for stream in side.streams where (stream.direction == .sent) == isSent {
            for leg in stream.legs where way == nil || leg.way == way {
                for packet in stream.packets[leg.packets] {
                    steps.append(
                        State(
                            time: ComparableTime.clamped(packet.time.nanoseconds), packets: 1,
                            bytes: Int(packet.length), lost: 0))
                }
            }
        }
        for stream in streams where (stream.arrivals.direction == .sent) == isSent {
            var before = 0
            for state in stream.states where state.lost != before {
                steps.append(State(time: state.time, packets: 0, bytes: 0, lost: state.lost - before))
                before = state.lost
            }
        }
        steps.sort { $0.time < $1.time }
        var sum = State.nothing
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
        return [first == 0 ? .nothing : states[first - 1]] + states[first..<last]
    }

    private func count(upTo time: Int64) -> Int { states.partitioningIndex { $0.time > time } }
}
