public import Wire

/// Everything counted of one SSRC on one path in one direction.
///
/// Facts only: which codec it is, whether it belongs to a call and what its figures mean is judged when the call ends.
@frozen
public struct StreamTracker: Sendable {
    // What every packet touches comes first, so that it shares cache lines: with thousands of streams these are what
    // a packet costs.

    public var ssrc: SSRC
    /// RTP timestamp of the highest packet.
    @usableFromInline var highestTimestamp: UInt32
    /// Whether `head` still takes packets.
    @usableFromInline var keepsHead: Bool
    /// It is of a piece of a capture.
    @usableFromInline let isPiece: Bool
    @usableFromInline var mark = StreamContent.Mark()
    public var last: RTPArrival
    @usableFromInline var series = StreamSeries()
    public var bytes = StreamByteCounts()
    public var payloadTypes = PayloadTypeCounts()
    @usableFromInline var timing: StreamTiming
    public var gaps = ArrivalGapTracker()
    /// The number that begins the next block.
    @usableFromInline var nextBlock = Int64.min
    public var sequence = SequenceTracker()
    public var recent = RecentPackets()
    /// Counts by the client's rule, for each of its thresholds.
    public var clientLoss = ClientLossCounter()
    /// Copies that the capture itself made of packets.
    public var captureDoubles: Int64 = 0
    public var first: RTPArrival
    public var marks: NetworkMarkCounts
    /// The packet that `sequence` holds back.
    @usableFromInline var held: RTPArrival
    /// One, always: in a place of its own, so that the tracker is small to copy.
    @usableFromInline var contents = [StreamContent()]

    /// Of a piece of a capture: its first packets, until nothing before them could make a difference any more.
    @usableFromInline var head: [RTPArrival] = []
    /// Timestamps that the head moved through.
    @usableFromInline var headTimestamps = 0
    /// This tracker at the end of the head: one or none; a struct holds itself only in an array.
    @usableFromInline var afterHead: [StreamTracker] = []

    /// - Parameters:
    ///   - packet: the stream's first packet, which `observe` is yet to be given.
    ///   - clock: if known from signalling, the operator or a static payload type.
    ///   - keepsHead: this is of a piece of a capture, to be appended to that of the piece before it.
    public init(first packet: RTPArrival, ssrc: SSRC, clock: StreamClock?, keepsHead: Bool = false) {
        self.ssrc = ssrc
        first = packet
        last = packet
        held = packet
        marks = NetworkMarkCounts(first: packet)
        // The first packet repeats no other's timestamp.
        highestTimestamp = packet.timestamp &- 1
        timing = StreamTiming(clock: clock)
        self.keepsHead = keepsHead
        isPiece = keepsHead
    }

    /// Takes the next packet of the stream in order of capture, the first one too.
    ///
    /// - Returns: false if the capture has already seen this very packet elsewhere.
    @inlinable
    @discardableResult
    public mutating func observe(_ packet: RTPArrival) -> Bool {
        keepsHead ? observeInHead(packet) : take(packet)
    }

    @inlinable @inline(__always)
    mutating func take(_ packet: RTPArrival) -> Bool {
        if recent.isSeenElsewhere(packet) {
            captureDoubles &+= 1
            return false
        }
        if packet.time >= series.end { beginInterval(at: packet.time) }
        if packet.marks != last.marks { marks.change(to: packet, unique: sequence.unique) }
        let timestampStep = Int32(bitPattern: packet.timestamp &- highestTimestamp)
        let highestBefore = sequence.highest
        let arrival = sequence.observe(packet.sequenceNumber, timestampStep: timestampStep)
        if packet.time.nanoseconds(since: last.time) > gaps.alert
            || sequence.highest &- highestBefore > ArrivalGapTracker.remarkableMissing
        {
            noteGap(packet, as: arrival, timestampStep: timestampStep, after: highestBefore)
        }
        if arrival == .inOrder {
            if sequence.highest >= nextBlock { beginBlock(packet, after: highestBefore) }
            clientLoss.observe(sequence.highest, after: highestBefore)
            let isNext = sequence.highest == highestBefore &+ 1
            count(packet, as: .ahead, repeatsTimestamp: timestampStep == 0, isNext: isNext)
            observeContent(packet, isNext: isNext)
            highestTimestamp = packet.timestamp
        } else {
            observeUnexpected(packet, as: arrival, after: highestBefore)
        }
        last = packet
        return true
    }

    @usableFromInline
    mutating func observeUnexpected(
        _ packet: RTPArrival, as arrival: SequenceTracker.Arrival, after highestBefore: Int64
    ) {
        switch arrival {
        case .inOrder: return
        case .duplicate: bytes.duplicates &+= Int64(packet.length)
        case .reordered:
            let step = Int16(bitPattern: packet.sequenceNumber &- UInt16(truncatingIfNeeded: sequence.highest))
            clientLoss.observe(sequence.highest + Int64(step), after: sequence.highest)
            gaps.fill(sequence.highest + Int64(step))
            countBehind(packet)
        case .held:
            clientLoss.hold(after: sequence.highest)
            held = packet
        case .restart:
            clientLoss.restart()
            beginBlock(packet, after: highestBefore)
            countBehind(held)
            count(packet, as: .restart, repeatsTimestamp: packet.timestamp == held.timestamp, isNext: true)
            payloadTypes.beginSpan(at: packet)
            highestTimestamp = packet.timestamp
        }
    }

    /// Without the packet before it at hand, only the highest's timestamp tells whether this one repeats it.
    private mutating func countBehind(_ packet: RTPArrival) {
        count(packet, as: .behind, repeatsTimestamp: packet.timestamp == highestTimestamp, isNext: false)
        if !packet.elements.isEmpty { content.levels.observe(packet, after: nil, unique: sequence.unique) }
    }

    @inlinable @inline(__always)
    mutating func count(_ packet: RTPArrival, as place: TimedPacket.Place, repeatsTimestamp: Bool, isNext: Bool) {
        bytes.add(packet, repeatsTimestamp: repeatsTimestamp, isNext: isNext)
        if payloadTypes.current.payloadType != packet.payloadType { changePayloadType(to: packet) }
        payloadTypes.count()
        if timing.hasClock {
            timing.observe(packet.time, timestamp: packet.timestamp, as: place)
        } else {
            waitForClock(packet, as: place)
        }
    }

    @usableFromInline
    mutating func waitForClock(_ packet: RTPArrival, as place: TimedPacket.Place) {
        timing.wait(packet, number: sequence.highest, as: place)
        if timing.isJudgementDue { inferClock(isFinal: false) }
    }
}

// MARK: - Clock rate and jitter

extension StreamTracker {
    public var clock: StreamClock? { timing.clock }

    /// Jitter figures; nil while the clock rate is not known.
    public var jitterFigures: JitterTracker? {
        guard var figures = timing.figures else { return nil }
        if let start = afterHead.first?.timing.figures {
            figures.level.maximum = max(figures.level.maximum, start.level.maximum)
        }
        return figures
    }

    /// Judges the clock rate from the packets so far, if it is still open.
    ///
    /// - Parameter isFinal: the stream has ended: what there is must do.
    public mutating func inferClock(isFinal: Bool) {
        timing.inferClock(isFinal: isFinal, fillingIn: &series)
    }

    /// The packets that wait for the clock rate to be found; none once it is, or will not be.
    public var packetsWithoutClock: [TimedPacket] { timing.waiting }

    /// Takes the clock that is known from elsewhere; one that the operator or a static type gave stays.
    public mutating func settleClock(_ clock: StreamClock) { timing.settle(clock, fillingIn: &series) }
}

// MARK: - Seconds

extension StreamTracker {
    /// The figures at the end of all seconds with packets, up to the last packet; ascending.
    public var secondsToNow: [StreamSecond] { series.seconds(toNow: figures) }

    /// Seconds that one entry of `secondsToNow` spans: 1, or more in a long stream.
    public var secondStep: Int64 { series.step }

    @usableFromInline
    mutating func beginInterval(at time: Timestamp) {
        series.begin(at: time, closing: figures)
        payloadTypes.extendSpan(to: last)
    }

    var figures: StreamSecond {
        StreamSecond(
            second: series.begin, unique: sequence.unique, lost: sequence.lost, protectedBytes: bytes.protected,
            paddingOnly: bytes.paddingOnlyPackets, jitterSumMilliseconds: timing.figures?.sumMilliseconds ?? 0,
            duplicates: sequence.duplicates, reordered: sequence.reordered, clientLost: clientLoss.losses,
            content: StreamContentSecond(
                first: contents[0].levels.first.total, second: contents[0].levels.second.total,
                padding: bytes.otherPadding))
    }
}
