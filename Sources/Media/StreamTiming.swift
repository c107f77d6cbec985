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
        begin(
            StreamClock(rate: inferred.clockRate, source: .inferred, confidence: inferred.confidence),
            fillingIn: &series)
    }

    /// Takes the clock that signalling gives, though packets came first.
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
        var interval = 0
        for packet in waiting {
            series.fillIn(jitterSum: jitter.sumMilliseconds, from: &interval, before: packet.time)
            jitter.observe(packet.time, timestamp: packet.timestamp, as: packet.place)
        }
        series.fillIn(jitterSum: jitter.sumMilliseconds, from: &interval, before: series.end)
        waiting = []
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
