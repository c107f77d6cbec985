import Analysis
import Media
import Report
import Wire

/// The figures of a stream at the tap after each of its packets, by the same trackers that make the report.
///
/// Retransmissions count with the stream that they repair, as getStats counts them.
struct StreamReplay {
    /// What stood at one moment.
    struct State {
        var time: Int64
        var frame: UInt64
        /// Packets that passed the tap, without duplicates.
        var unique: Int
        /// Packets that the sender numbered, gaps included.
        var span: Int
        /// As a client counts them.
        var clientLost: Int
        /// Nil while the SRTP tag's length is not known.
        var payloadBytes: Int?
        var headerBytes: Int?
        var jitterMilliseconds: Double?
        /// With network duplicates.
        var packets: Int
        var udpPayloadBytes: Int

        static let nothing = State(
            time: .min, frame: 0, unique: 0, span: 0, clientLost: 0, payloadBytes: 0, headerBytes: 0, packets: 0,
            udpPayloadBytes: 0)

        /// Numbered by the sender and never seen here.
        var lost: Int { span - unique }
        /// What a client that received all of it would count: received, and lost by its own rule.
        var clientSpan: Int { unique + clientLost }
    }

    let arrivals: StreamArrivals
    /// In order of time, one for each packet.
    let states: [State]
    /// Payload of a packet without padding, least and most.
    let payloadLengths: ClosedRange<Int>
    /// Header of a packet, least and most.
    let headerLengths: ClosedRange<Int>

    /// - Parameters:
    ///   - stream: the stream.
    ///   - repairs: its retransmission streams.
    init(_ stream: StreamArrivals, repairs: [StreamArrivals]) {
        arrivals = stream
        var tracks = ([stream] + repairs).compactMap { StreamTrack($0) }
        let order = tracks.enumerated().flatMap { track, value in
            value.packets.indices.map { (track: track, packet: $0, time: value.packets[$0].time) }
        }.sorted { ($0.time, $0.track, $0.packet) < ($1.time, $1.track, $1.packet) }
        var states: [State] = []
        states.reserveCapacity(order.count)
        for step in order {
            tracks[step.track].observe(step.packet)
            var state = State.nothing
            state.time = ComparableTime.clamped(step.time.nanoseconds)
            state.frame = tracks[step.track].packets[step.packet].frame
            for (index, track) in tracks.enumerated() { track.add(to: &state, isPrimary: index == 0) }
            states.append(state)
        }
        self.states = states
        let tag = stream.tagLength ?? 0
        let all = ([stream] + repairs).flatMap(\.packets)
        // A packet with padding may be padding alone: no payload, and all of it header to getStats.
        let payloads = all.map { $0.hasPadding ? 0 : Int($0.length - $0.headerLength) - tag }
        payloadLengths = (payloads.min() ?? 0)...(payloads.max() ?? 0)
        let headers = all.map { $0.hasPadding ? Int($0.length) - tag : Int($0.headerLength) }
        headerLengths = (all.map { Int($0.headerLength) }.min() ?? 0)...(headers.max() ?? 0)
    }

    /// What stood at `time`.
    func state(at time: Int64) -> State { states.last(upTo: time) ?? .nothing }

    /// The state that the next packet makes.
    func next(after time: Int64) -> State? {
        let count = states.count(upTo: time)
        return count < states.count ? states[count] : nil
    }

    var final: State { states.last ?? .nothing }

    /// Everything that stood at some moment between the two.
    func states(from begin: Int64, through end: Int64) -> [State] {
        let first = states.count(upTo: begin)
        let last = max(first, states.count(upTo: end))
        return [first == 0 ? .nothing : states[first - 1]] + states[first..<last]
    }

    /// The span of time in which a count stood at `value`: from the packet that made it so to the one that ended that.
    func time(at value: Int, of count: KeyPath<State, Int>) -> (begin: Int64, end: Int64)? {
        guard value > 0, let begin = states.first(reaching: value, of: count) else { return nil }
        let end = states.first(reaching: value + 1, of: count)
        return (states[begin].time, end.map { states[$0].time } ?? .max)
    }
}

extension [StreamReplay.State] {
    /// How many were there at `time`.
    func count(upTo time: Int64) -> Int { partitioningIndex { $0.time > time } }

    func last(upTo time: Int64) -> Element? {
        let count = count(upTo: time)
        return count > 0 ? self[count - 1] : nil
    }

    /// The first at which the count has reached `value`. Counts do not fall: a late packet is one more received and one
    /// fewer lost.
    func first(reaching value: Int, of count: KeyPath<Element, Int>) -> Int? {
        let index = partitioningIndex { $0[keyPath: count] >= value }
        return index < self.count ? index : nil
    }
}

/// One SSRC on its way through the trackers.
private struct StreamTrack {
    let stream: StreamArrivals
    var tracker: StreamTracker
    var hasStarted = false

    var packets: [RTPArrival] { stream.packets }

    init?(_ stream: StreamArrivals) {
        guard let first = stream.packets.first else { return nil }
        self.stream = stream
        tracker = StreamTracker(first: first, ssrc: stream.ssrc, clock: stream.clock)
    }

    mutating func observe(_ index: Int) {
        tracker.observe(stream.packets[index])
        hasStarted = true
    }

    func add(to state: inout StreamReplay.State, isPrimary: Bool) {
        guard hasStarted else { return }
        let (sequence, bytes) = (tracker.sequence, tracker.bytes)
        state.unique += Int(sequence.unique)
        state.span += Int(sequence.expected)
        state.packets += Int(sequence.unique + sequence.duplicates)
        state.udpPayloadBytes += Int(bytes.udpPayload + bytes.duplicates)
        let other = stream.isOtherPaddingAlone ? bytes.otherPadding : PaddedBytes()
        let paddingOnly = bytes.paddingOnlyPackets + other.packets
        let payload = stream.tagLength.map {
            Int(bytes.protected - other.bytes - Int64($0) * (sequence.unique - paddingOnly))
        }
        state.payloadBytes = state.payloadBytes.flatMap { sum in payload.map { sum + $0 } }
        let padding =
            paddingOnly == 0
            ? 0
            : stream.tagLength.map {
                Int(bytes.paddingOnlyBytes + other.bytes - Int64($0) * paddingOnly)
            }
        state.headerBytes = state.headerBytes.flatMap { sum in padding.map { sum + Int(bytes.headers) + $0 } }
        if isPrimary {
            state.clientLost += Int(tracker.clientLoss.lost(stream.threshold))
            state.jitterMilliseconds = tracker.jitterFigures?.lastMilliseconds
        }
    }
}
