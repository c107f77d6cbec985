import ICE
import Media
public import Report
public import Wire

/// One pass from captured frames to call reports.
///
///     var analyzer = Analyzer(options: options)
///     while file.read(into: &batch) {
///         analyzer.receive(batch)
///         write(analyzer.takeReports())
///     }
///     analyzer.finish()
///     write(analyzer.takeReports())
///
/// Time is that of the frames. An interface's statistics tell it too, so that idle calls end where nothing else passes.
public struct Analyzer: ~Copyable {
    let options: AnalysisOptions
    var health = CaptureHealth()
    var clock = CaptureClock()
    var paths: PathTable
    var fragments = FragmentReassembler()
    var connections: TCPConnectionTable
    var tlsConnections = TLSConnectionLog()
    var probation = RTPProbation()
    var calls = CallTable()
    var streams: StreamPool
    var checks = Pool(vacant: PairTracker())
    var handshakes = Pool(vacant: DTLSAssociationTracker())
    var signalling = SignallingTable()
    /// Those of the options, laid out.
    let given: [SignalledDescription]
    /// Descriptions of `AnalysisOptions` that a call had, by their index.
    var matchedDescriptions: Set<Int> = []
    var controls = Pool(vacant: RTCPTracker())
    /// Streams by SSRC, to find one that moved to another path.
    var streamsBySSRC: [SSRC: [Int32]] = [:]
    var channelSuspects = ChannelSuspectTable()
    var ended: [CallReport] = []
    var endedCalls: [AnalyzedCall] = []
    /// Nil unless the options ask for it.
    var arrivals: ArrivalLog?
    /// Where the frames of `AnalysisOptions.callToLocate` are, once that call has ended.
    public internal(set) var locatedCall: CallFrames?
    /// What the headers of the frame at hand say: kept here so that no frame allocates.
    var packet = NetworkPacket()
    /// The frame's interface, by its index over the whole capture.
    var interface: UInt32 = 0
    private var held: HeldFrame?
    /// What the facts of calls in progress may take.
    var budget: StateBudget
    /// Before the next frame a look is due for what can make way, unless there was one lately.
    var wantsRoom = false
    /// Frames from which on that look makes sense again.
    var nextRoom: Int64 = 0
    /// Calls that have ended and are not judged yet: so many at once that their reports would take too much memory.
    var ending = EndingCalls()
    /// Calls are looked at for idleness from this time on.
    var nextSweep = Timestamp.distantPast

    public init(options: AnalysisOptions = AnalysisOptions()) {
        self.options = options
        given = options.descriptions.map { SignalledDescription($0.session, file: $0.name) }
        paths = PathTable(seed: options.hashSeed)
        streams = StreamPool(seed: options.hashSeed)
        connections = TCPConnectionTable(seed: options.hashSeed)
        budget = StateBudget(capacity: options.stateBytes, unansweredCapacity: options.unansweredStateBytes)
        if options.keepsArrivals { arrivals = ArrivalLog() }
    }

    /// Takes the next frames and notes of the capture.
    public mutating func receive(_ batch: borrowing CaptureBatch) {
        let bytes = batch.bytes.span
        if let frame = batch.frames.first { health.begin(at: frame.timestamp) }
        let frames = batch.frames.span
        var taken = 0
        // Notes in their places, so that a call's report says the same wherever the batches are cut.
        for (next, note) in batch.notes {
            let next = min(max(next, taken), frames.count)
            receive(frames.extracting(taken..<next), bytes)
            taken = next
            health.note(
                note, after: next > 0 ? frames[next - 1].timestamp : nil,
                before: next < frames.count ? frames[next].timestamp : nil)
            if case .statistics(let counters) = note, let time = counters.timestamp { advanceInSilence(to: time) }
        }
        receive(frames.extracting(taken...), bytes)
    }

    @inline(__always)
    private mutating func receive(_ frames: Span<FrameRecord>, _ bytes: Span<UInt8>) {
        for index in frames.indices {
            if !receiveSteady(frames, index, bytes) { receiveOne(frames, index, bytes) }
            if frames[index].number % Self.step == 0 { takeStep() }
        }
    }

    @inline(never)
    private mutating func receiveOne(_ frames: Span<FrameRecord>, _ index: Int, _ bytes: Span<UInt8>) {
        let frame = frames[index]
        let bytes = bytes.extracting(frame.range)
        if isDue(frame, bytes) { process(frame, bytes) }
    }

    /// Frames after which there is a look at what need not be looked at for each; by their numbers, so that it is the same
    /// wherever the batches are cut.
    private static var step: UInt64 { 64 }

    @inline(never)
    private mutating func takeStep() {
        budget.grow(by: Int(Self.step) * StateBudget.perFrame)
        if wantsRoom || budget.isDue { makeRoom() }
        if ending.isWaiting { endWaiting(EndingCalls.perStep) }
    }

    /// Moves the capture's time on to that of the frame.
    ///
    /// - Returns: false if the frame has to wait for the one after it.
    private mutating func isDue(_ frame: FrameRecord, _ bytes: Span<UInt8>) -> Bool {
        switch clock.observe(frame.timestamp, frame: frame.number) {
        case .plain: return true
        case .newSecond:
            if let now = clock.now { advance(to: now) }
            return true
        case .clockSetBack:
            forgetKnownActivity()
            return true
        case .suspect:
            held = HeldFrame(record: frame, bytes: bytes.copied())
            return false
        case .confirmsSuspect:
            // Time may have gone back, too.
            forgetKnownActivity()
            if let now = clock.now { advance(to: now) }
            releaseHeld(at: held?.record.timestamp)
            return true
        case .refutesSuspect:
            releaseHeld(at: clock.timeBeforeSuspect)
            return true
        case .replacesSuspect:
            releaseHeld(at: clock.timeBeforeSuspect)
            held = HeldFrame(record: frame, bytes: bytes.copied())
            return false
        }
    }

    /// Takes the frame that waited, with the time that it turned out to have.
    private mutating func releaseHeld(at time: Timestamp?) {
        guard var frame = held, let time else { return }
        held = nil
        frame.record.timestamp = time
        process(frame.record, frame.bytes.span)
    }

    private mutating func process(_ frame: FrameRecord, _ bytes: Span<UInt8>) {
        health.count(frame)
        if !receiveMedia(frame, bytes) { processAny(frame, bytes) }
    }

    private mutating func processAny(_ frame: FrameRecord, _ bytes: Span<UInt8>) {
        if wantsRoom { makeRoom() }
        if let error = FrameDecoder.decode(
            bytes, originalLength: Int(frame.originalLength), linkType: frame.linkType, interface: frame.interface,
            into: &packet)
        {
            health.count(error, frame: frame.number)
            return
        }
        processPacket(of: frame, bytes)
    }

    /// Takes the frame whose headers `packet` holds.
    private mutating func processPacket(of frame: FrameRecord, _ bytes: Span<UInt8>) {
        interface = frame.interface
        let payload = bytes.extracting(packet.payloadOffset..<packet.payloadOffset + packet.capturedPayloadLength)
        let moment = Moment(frame.timestamp, frame: frame.number)
        switch packet.kind {
        case .udp where packet.payloadLength > SegmentedDatagram.largestWhole:
            receiveLarge(Datagram(packet, at: moment), payload)
        case .udp: receive(Datagram(packet, at: moment), payload)
        case .tcp: receiveSegment(payload, at: moment)
        case .fragment: receiveFragment(payload, at: moment)
        case .icmpError, .otherIP, .notIP: break
        }
    }

    /// Ends the calls that are over or have been idle for long enough at `now`, in capture time.
    mutating func advance(to now: Timestamp) {
        guard now >= nextSweep, !ending.isWaiting else { return }
        if let leap = clock.leap {
            guard now.nanoseconds(since: leap.after) >= Self.leapPatience else { return }
            settleLeap()
        }
        endCalls(at: now)
        nextSweep = now.advanced(byNanoseconds: 1_000_000_000)
    }

    /// The same where counters were read though no frame has come. Frames alone say when it is time for the next look, so
    /// that a call ends no later for it.
    private mutating func advanceInSilence(to now: Timestamp) {
        guard let before = clock.now, now > before, now.nanoseconds(since: before) < CaptureClock.suspectDistance
        else { return }
        if let leap = clock.leap, now.nanoseconds(since: leap.after) >= Self.leapPatience { settleLeap() }
        guard clock.leap == nil else { return }
        if ending.isWaiting { endWaiting(EndingCalls.atOnce) } else { endCalls(at: now) }
    }

    /// Ends all calls: the capture is over.
    public mutating func finish() {
        var reports: [CallReport] = []
        finish { reports.append($0) }
        ended = reports
    }

    /// Ends all calls and hands over each report as it is made: of ten thousand calls they need more room than the calls.
    public mutating func finish(delivering deliver: (CallReport) throws -> Void) rethrows {
        clock.refuteSuspect()
        releaseHeld(at: clock.timeBeforeSuspect)
        try endWaiting(delivering: deliver)
        settleLeap()
        let end = Timestamp(nanoseconds: .max)
        endCalls(idleSince: end, closedSince: end, atOnce: 0)
        try endWaiting(delivering: deliver)
    }

    private mutating func endWaiting(delivering deliver: (CallReport) throws -> Void) rethrows {
        while true {
            let reports = takeReports()
            for index in reports.indices { try deliver(reports[index]) }
            guard ending.isWaiting else { return }
            endWaiting(EndingCalls.perStep)
        }
    }

    /// Frames whose time stamp is a day or more away from both neighbours', and the first one's number: they were taken
    /// for sent when the capture was there.
    public var strayFrames: (count: Int, first: UInt64)? {
        clock.firstStray.map { (clock.strayFrames, $0) }
    }

    /// Names of the session descriptions in the options that no call of those that have ended had.
    public var unmatchedDescriptions: [String] {
        options.descriptions.indices.filter { !matchedDescriptions.contains($0) }.map { options.descriptions[$0].name }
    }

    /// The reports of calls that have ended since the last time, in order of their ends.
    public mutating func takeReports() -> [CallReport] {
        defer { ended.removeAll() }
        return ended
    }

    /// The calls that have ended since the last time, with their packets; none unless `AnalysisOptions.keepsArrivals`.
    public mutating func takeCalls() -> [AnalyzedCall] {
        defer { endedCalls.removeAll() }
        return endedCalls
    }
}
