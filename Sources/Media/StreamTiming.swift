import Wire

/// The jitter of one stream whose clock rate may yet have to be found: until then its packets wait.
@frozen
@usableFromInline
struct StreamTiming: Sendable {
    @usableFromInline var jitter: JitterTracker
    /// Whether `jitter` counts: the clock rate is known.
    @usableFromInline var hasClock: Bool
    @usableFromInline var clock: StreamClock?
    @usableFromInline var waiting: [TimedPacket] = []
    @usableFromInline var hasGivenUp = false

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
    }

    /// nil while the clock rate is not known.
    var figures: JitterTracker? { hasClock ? jitter : nil }

    /// Takes a packet while the clock rate is open.
    mutating func wait(_ packet: RTPArrival, as place: TimedPacket.Place) {
        guard !hasGivenUp else { return }
        waiting.append(
            TimedPacket(
                time: packet.time, timestamp: packet.timestamp, sequenceNumber: packet.sequenceNumber, place: place))
    }

    /// Whether enough packets have come since the last judgement of the clock rate.
    var isJudgementDue: Bool {
        !waiting.isEmpty && (waiting.count % Self.judgementStep == 0 || waiting.count >= Self.capacity)
    }

    /// Judges the clock rate, if it is still open; once it is known, the waiting packets get their jitter, also in the
    /// seconds that have passed.
    mutating func inferClock(isFinal: Bool, fillingIn series: inout StreamSeries) {
        guard !hasClock, !hasGivenUp else { return }
        let isFull = waiting.count >= Self.capacity
        guard let inferred = ClockRateInference(waiting, isFinal: isFinal || isFull) else {
            if isFull { giveUp() }
            return
        }
        adopt(
            StreamClock(rate: inferred.clockRate, source: .inferred, confidence: inferred.confidence),
            fillingIn: &series)
    }

    /// Takes a clock that something else told, if it is still open.
    mutating func adopt(_ known: StreamClock, fillingIn series: inout StreamSeries) {
        guard !hasClock, !hasGivenUp, known.rate.rawValue > 0 else { return }
        clock = known
        hasClock = true
        jitter = JitterTracker(clockRate: known.rate)
        var interval = 0
        for packet in waiting {
            series.fillIn(jitterSum: jitter.sumMilliseconds, from: &interval, before: packet.time)
            jitter.observe(packet.time, timestamp: packet.timestamp, as: packet.place)
        }
        series.fillIn(jitterSum: jitter.sumMilliseconds, from: &interval, before: series.end)
        waiting = []
    }

    /// The stream changes to another payload type: a static one has its own clock, any other the stream's. (A piece of a
    /// capture that begins with a static type takes that one's for the stream's.)
    mutating func follow(_ type: PayloadType, fillingIn series: inout StreamSeries) {
        // Comfort noise runs on the clock of what it replaces (RFC 3389 4); who names a clock means the stream's.
        guard type != .comfortNoise, clock?.source != .operator, clock?.source != .sdp else { return }
        if let known = StaticPayloadType(type) {
            adopt(StreamClock(rate: known.clockRate, source: .static), fillingIn: &series)
            if hasClock { jitter.change(to: known.clockRate) }
        } else if hasClock, let clock {
            jitter.change(to: clock.rate)
        }
    }

    private mutating func giveUp() {
        hasGivenUp = true
        hasClock = false
        waiting = []
    }

    /// Goes on as a later piece of the stream did from `start`, where it stood as this one does, to `end`.
    mutating func resume(from start: StreamTiming, to end: StreamTiming) {
        // A clock that either did not find stays unknown for both.
        guard hasClock, start.hasClock else { return giveUp() }
        jitter.resume(from: start.jitter, to: end.jitter)
    }
}
