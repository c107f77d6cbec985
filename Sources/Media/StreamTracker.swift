public import Wire

/// Everything counted of one SSRC on one path in one direction.
///
/// Facts only: which codec it is, whether it belongs to a call and what its figures mean is judged when the call ends.
@frozen
public struct StreamTracker: Sendable {
    public var ssrc: SSRC
    public var sequence = SequenceTracker()
    /// Counts by the client's rule, for each of its thresholds.
    public var clientLoss = ClientLossCounter()
    public var bytes = StreamByteCounts()
    public var payloadTypes = PayloadTypeCounts()
    /// Ascending; one entry per second, or per `secondStep` seconds of a long stream.
    public var seconds: [StreamSecond] = []
    public var secondStep: Int64 = 1
    /// Copies that the capture itself made of packets.
    public var captureDoubles: Int64 = 0
    public var first: RTPArrival
    public var last: RTPArrival
    public var recent = RecentPackets()

    /// Set once `clockRate` is known; until then the packets wait in `head`.
    @usableFromInline var jitter: JitterTracker
    public private(set) var clock: StreamClock?
    @usableFromInline var hasJitter = false
    @usableFromInline var head: [RTPArrival] = []
    @usableFromInline var held: RTPArrival
    /// Timestamp of the highest packet.
    @usableFromInline var highestTimestamp: UInt32
    /// End of the second that is being counted.
    @usableFromInline var secondEnd: Timestamp

    /// Seconds kept before neighbours are merged.
    public static var secondsCapacity: Int { 4096 }
    /// A clock that these many packets do not tell stays unknown.
    static var headCapacity: Int { 1024 }

    /// - Parameter clock: if known from signalling, the operator or a static payload type.
    public init(first packet: RTPArrival, ssrc: SSRC, clock: StreamClock?) {
        self.ssrc = ssrc
        first = packet
        last = packet
        held = packet
        highestTimestamp = packet.timestamp
        secondEnd = Timestamp(nanoseconds: .min)
        self.clock = clock
        jitter = JitterTracker(clockRate: clock?.rate ?? ClockRate(rawValue: 1))
        hasJitter = clock != nil
    }

    /// Takes the next packet of the stream in order of capture, the first one too.
    ///
    /// - Returns: false if the capture has already seen this very packet elsewhere.
    @inlinable
    @discardableResult
    public mutating func observe(_ packet: RTPArrival) -> Bool {
        if recent.isSeenElsewhere(packet) {
            captureDoubles &+= 1
            return false
        }
        if packet.time >= secondEnd { beginSecond(at: packet.time) }
        let timestampStep = Int32(bitPattern: packet.timestamp &- highestTimestamp)
        let highestBefore = sequence.highest
        let arrival = sequence.observe(packet.sequenceNumber, timestampAhead: timestampStep > 0)
        if arrival == .inOrder {
            if hasJitter {
                jitter.observeInOrder(arrival: packet.time, timestamp: packet.timestamp)
            } else {
                keepForClock(packet)
            }
            clientLoss.observe(sequence.highest, after: highestBefore)
            bytes.add(packet, repeatsTimestamp: timestampStep == 0)
            highestTimestamp = packet.timestamp
            payloadTypes.count(packet)
        } else {
            observeUnexpected(packet, as: arrival, after: highestBefore)
        }
        last = packet
        return true
    }

    @usableFromInline
    mutating func observeUnexpected(_ packet: RTPArrival, as arrival: SequenceTracker.Arrival, after highest: Int64) {
        switch arrival {
        case .inOrder, .duplicate, .late: return
        case .reordered:
            clientLoss.observe(number(of: packet), after: highest)
            countOutOfOrder(packet)
        case .held:
            clientLoss.observe(number(of: packet), after: highest)
            held = packet
        case .restart:
            clientLoss.restart()
            jitter.forgetReference()
            countOutOfOrder(held)
            bytes.add(packet, repeatsTimestamp: false)
            payloadTypes.count(packet)
            highestTimestamp = packet.timestamp
            if hasJitter {
                jitter.observeInOrder(arrival: packet.time, timestamp: packet.timestamp)
            } else {
                keepForClock(packet)
            }
        }
    }

    private func number(of packet: RTPArrival) -> Int64 {
        sequence.highest
            + Int64(Int16(bitPattern: packet.sequenceNumber &- UInt16(truncatingIfNeeded: sequence.highest)))
    }

    private mutating func countOutOfOrder(_ packet: RTPArrival) {
        // Without the packet before it at hand, a repeated timestamp is told by the P bit and the highest's timestamp.
        bytes.add(packet, repeatsTimestamp: packet.timestamp == highestTimestamp)
        payloadTypes.count(packet)
        if hasJitter { jitter.countPacket() } else { keepForClock(packet) }
    }
}

// MARK: - Seconds

extension StreamTracker {
    /// Closes the second being counted and begins the one of `time`.
    @usableFromInline
    mutating func beginSecond(at time: Timestamp) {
        if secondEnd.nanoseconds != .min { appendSecond() }
        let second = Self.second(of: time)
        secondEnd = Timestamp(nanoseconds: (second + secondStep).multipliedReportingOverflow(by: 1_000_000_000).0)
    }

    private mutating func appendSecond() {
        seconds.append(currentSecond)
        guard seconds.count > Self.secondsCapacity else { return }
        secondStep *= 2
        var kept = [StreamSecond]()
        for second in seconds {
            if let latest = kept.last, Self.cell(latest.second, secondStep) == Self.cell(second.second, secondStep) {
                kept[kept.count - 1] = second
            } else {
                kept.append(second)
            }
        }
        seconds = kept
    }

    private static func second(of time: Timestamp) -> Int64 {
        time.nanoseconds / 1_000_000_000 - (time.nanoseconds % 1_000_000_000 < 0 ? 1 : 0)
    }

    private static func cell(_ second: Int64, _ step: Int64) -> Int64 {
        second / step - (second % step < 0 ? 1 : 0)
    }

    private var currentSecond: StreamSecond {
        StreamSecond(
            second: secondEnd.nanoseconds / 1_000_000_000 - secondStep, unique: sequence.unique, lost: sequence.lost,
            protectedBytes: bytes.protected, paddingOnly: bytes.paddingOnlyPackets,
            jitterSumMilliseconds: hasJitter ? jitter.sumMilliseconds : 0)
    }

    /// All seconds with packets, up to the last packet.
    public var secondsToNow: [StreamSecond] { seconds + [currentSecond] }
}

// MARK: - Clock rate and jitter

extension StreamTracker {
    /// Jitter figures; nil while the clock rate is not known.
    public var jitterFigures: JitterTracker? { hasJitter ? jitter : nil }

    @usableFromInline
    mutating func keepForClock(_ packet: RTPArrival) {
        guard head.count < Self.headCapacity else { return }
        head.append(packet)
        if head.count % 16 == 0 { inferClock(isFinal: false) }
    }

    /// Judges the clock rate from the packets kept so far, if it is still open.
    public mutating func inferClock(isFinal: Bool) {
        guard !hasJitter, head.count < Self.headCapacity, let inferred = ClockRateInference(head, isFinal: isFinal) else { return }
        setClock(StreamClock(rate: inferred.clockRate, source: .inferred, confidence: inferred.confidence))
    }

    /// Replays the waiting packets through the jitter tracker, filling in what was left out of the seconds.
    private mutating func setClock(_ clock: StreamClock) {
        self.clock = clock
        jitter = JitterTracker(clockRate: clock.rate)
        hasJitter = true
        var order = SequenceTracker()
        var highestTimestamp: UInt32?
        var index = 0
        for packet in head {
            while index < seconds.count, packet.time.seconds >= Double(seconds[index].second + secondStep) {
                seconds[index].jitterSumMilliseconds = jitter.sumMilliseconds
                index += 1
            }
            let isAhead = highestTimestamp.map { Int32(bitPattern: packet.timestamp &- $0) > 0 } ?? true
            switch order.observe(packet.sequenceNumber, timestampAhead: isAhead) {
            case .inOrder:
                jitter.observeInOrder(arrival: packet.time, timestamp: packet.timestamp)
                highestTimestamp = packet.timestamp
            case .restart:
                jitter.forgetReference()
                jitter.observeInOrder(arrival: packet.time, timestamp: packet.timestamp)
                highestTimestamp = packet.timestamp
            default:
                jitter.countPacket()
            }
        }
        while index < seconds.count {
            seconds[index].jitterSumMilliseconds = jitter.sumMilliseconds
            index += 1
        }
        head = []
    }
}
