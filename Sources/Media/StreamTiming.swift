public import Wire

/// The jitter, lateness and drift of one stream whose clock rate may yet have to be found: until then its packets wait.
@frozen
@usableFromInline
struct StreamTiming: Sendable {
    @usableFromInline var jitter: JitterTracker
    @usableFromInline var playout: PlayoutTracker
    /// Whether the trackers count: the clock rate is known.
    @usableFromInline var hasClock: Bool
    @usableFromInline var clock: StreamClock?
    @usableFromInline var waiting: [TimedPacket] = []
    @usableFromInline var hasGivenUp = false
    private(set) var drift = ClockDrift()

    /// A clock that these many packets do not tell stays unknown.
    static var capacity: Int { 1024 }
    /// Packets from one judgement to the next.
    static var judgementStep: Int { 16 }

    /// - Parameter clock: one of rate 0 is none.
    init(clock: StreamClock?) {
        let known = clock.flatMap { $0.rate.rawValue > 0 ? $0 : nil }
        self.clock = known
        hasClock = known != nil
        jitter = JitterTracker(clockRate: known?.rate ?? ClockRate(rawValue: 1))
        playout = PlayoutTracker(millisecondsPerTick: jitter.millisecondsPerTick)
    }

    /// nil while the clock rate is not known.
    var figures: JitterTracker? { hasClock ? jitter : nil }

    /// Takes a unique packet for its place in the stream, once the clock rate is known.
    @inlinable @inline(__always)
    mutating func observe(_ arrival: Timestamp, timestamp: UInt32, as place: TimedPacket.Place) {
        if place == .ahead, jitter.hasReference {
            let difference = jitter.transitDifference(arrival, timestamp)
            if abs(difference) < JitterTracker.maxDifference {
                playout.observe(difference, repeatsTimestamp: timestamp == jitter.lastTimestamp)
            } else {
                breakLine()
            }
            jitter.observeInOrder(arrival: arrival, timestamp: timestamp, difference: difference)
        } else {
            observeUnexpected(arrival, timestamp: timestamp, as: place)
        }
    }

    /// Whether that packet is the one that the next is compared with.
    func isSteady(after packet: RTPArrival) -> Bool {
        hasClock && jitter.hasReference && jitter.lastArrival == packet.time && jitter.lastTimestamp == packet.timestamp
    }

    /// Takes the packets of a run.
    mutating func settle(_ run: SteadyRun) {
        jitter.level = run.jitter
        jitter.lastArrival = run.time
        jitter.lastTimestamp = run.timestamp
        jitter.packets &+= Int64(run.count)
        playout.level = run.playout
        playout.repeats &+= Int64(run.repeats)
    }

    @usableFromInline
    mutating func observeUnexpected(_ arrival: Timestamp, timestamp: UInt32, as place: TimedPacket.Place) {
        if place == .behind {
            jitter.countPacket()
            if jitter.hasReference, timestamp != jitter.lastTimestamp {
                playout.observeBehind(jitter.transitDifference(arrival, timestamp))
            } else {
                playout.repeats += 1
            }
            return
        }
        if place == .restart { jitter.forgetReference() }
        breakLine()
        jitter.observeInOrder(arrival: arrival, timestamp: timestamp)
    }

    /// A packet's transit is not to be compared with those before.
    @usableFromInline
    mutating func breakLine() {
        playout.beginAnew()
        drift.beginLine()
    }

    /// The next packet is the first of a block of sequence numbers.
    ///
    /// - Parameter number: that of the packet before it.
    mutating func beginBlock(after number: Int64) {
        guard jitter.hasReference else { return }
        drift.endBlock(
            number / ArrivalGapTracker.blockLength, arrival: jitter.lastArrival, timestamp: jitter.lastTimestamp,
            above: playout.aboveLowest, nanosecondsPerTick: 1 / jitter.level.ticksPerNanosecond)
        playout.beginBlock()
    }

    /// How late its packets came; nil while the clock rate is not known.
    var latePackets: LatePackets? {
        guard hasClock else { return nil }
        var late = playout.late
        late.judged = jitter.packets - playout.repeats
        return late
    }

    /// Takes a packet while the clock rate is open.
    mutating func wait(_ packet: RTPArrival, number: Int64, as place: TimedPacket.Place) {
        guard !hasGivenUp else { return }
        waiting.append(
            TimedPacket(time: packet.time, timestamp: packet.timestamp, number: number, place: place))
    }

    /// Whether enough packets have come since the last judgement of the clock rate.
    var isJudgementDue: Bool {
        !waiting.isEmpty && (waiting.count % Self.judgementStep == 0 || waiting.count >= Self.capacity)
    }

    /// Judges the clock rate, if it is still open; once it is known, the waiting packets are counted, also in the
    /// seconds that have passed.
    mutating func inferClock(isFinal: Bool, fillingIn series: inout StreamSeries) {
        guard !hasClock, !hasGivenUp else { return }
        let isFull = waiting.count >= Self.capacity
        guard let inferred = ClockRateInference(waiting, isFinal: isFinal || isFull) else {
            if isFull { giveUp() }
            return
        }
        begin(
            StreamClock(rate: inferred.clockRate, source: .inferred, confidence: inferred.confidence),
            fillingIn: &series)
    }

    /// Takes the clock that signalling or another stream tells, though packets came first.
    ///
    /// Those that still wait get their jitter exactly. Where the rate was inferred, it mostly is the same; if not, the
    /// jitter of packets that are gone cannot be had again, and is unknown.
    mutating func settle(_ known: StreamClock, fillingIn series: inout StreamSeries) {
        guard known.rate.rawValue > 0 else { return }
        if !hasClock, !hasGivenUp { return begin(known, fillingIn: &series) }
        guard clock.map({ $0.source == .inferred }) ?? true else { return }
        if clock?.rate != known.rate { giveUp() }
        clock = known
    }

    private mutating func begin(_ known: StreamClock, fillingIn series: inout StreamSeries) {
        clock = known
        hasClock = true
        jitter = JitterTracker(clockRate: known.rate)
        playout = PlayoutTracker(millisecondsPerTick: jitter.millisecondsPerTick)
        var filling = StreamSeries.JitterFilling(series)
        var last: Int64 = 0
        for packet in waiting {
            filling.fill(jitterSum: jitter.sumMilliseconds, before: packet.time)
            if ArrivalGapTracker.isOfNewBlock(packet.number, after: last) { beginBlock(after: last) }
            observe(packet.time, timestamp: packet.timestamp, as: packet.place)
            last = packet.number
        }
        filling.fill(jitterSum: jitter.sumMilliseconds, before: series.end)
        filling.finish(&series)
        waiting = []
    }

    /// The stream changes to another payload type: a static one has its own clock, any other the stream's. (A piece of a
    /// capture that begins with a static type takes that one's for the stream's.)
    mutating func follow(_ type: PayloadType, fillingIn series: inout StreamSeries) {
        // Comfort noise runs on the clock of what it replaces (RFC 3389 4); who names a clock means the stream's.
        guard type != .comfortNoise, clock?.source != .operator, clock?.source != .sdp else { return }
        if let known = StaticPayloadType(type) {
            if !hasClock, !hasGivenUp {
                begin(StreamClock(rate: known.clockRate, source: .static), fillingIn: &series)
            }
            if hasClock { change(to: known.clockRate) }
        } else if hasClock, let clock {
            change(to: clock.rate)
        }
    }

    private mutating func change(to rate: ClockRate) {
        jitter.change(to: rate)
        playout.change(millisecondsPerTick: jitter.millisecondsPerTick)
    }

    private mutating func giveUp() {
        hasGivenUp = true
        hasClock = false
        waiting = []
    }

    /// Goes on as a later piece of the stream did from `start`, where it stood as this one does, to `end`.
    ///
    /// - Parameter shift: what makes its numbers numbers of this stream.
    mutating func resume(from start: StreamTiming, to end: StreamTiming, shift: Int64) {
        // A clock that either did not find stays unknown for both.
        guard hasClock, start.hasClock else { return giveUp() }
        let blocks = shift / ArrivalGapTracker.blockLength
        drift.resume(
            from: start.drift, to: end.drift, shift: blocks, nanosecondsPerTick: 1 / jitter.level.ticksPerNanosecond)
        playout.resume(
            from: start.playout, to: end.playout,
            ratio: jitter.level.ticksPerNanosecond / end.jitter.level.ticksPerNanosecond)
        jitter.resume(from: start.jitter, to: end.jitter)
    }
}
