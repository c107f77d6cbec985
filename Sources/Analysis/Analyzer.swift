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
/// Time is that of the frames. A quiet live source calls `advance(to:)` so that idle calls end.
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
    private var isFinishing = false
    /// Calls are looked at for idleness from this time on.
    var nextSweep = Timestamp.distantPast

    public init(options: AnalysisOptions = AnalysisOptions()) {
        self.options = options
        given = options.descriptions.map { SignalledDescription($0.session, file: $0.name) }
        paths = PathTable(seed: options.hashSeed)
        streams = StreamPool(seed: options.hashSeed)
        connections = TCPConnectionTable(seed: options.hashSeed)
        budget = StateBudget(capacity: options.stateBytes)
        if options.keepsArrivals { arrivals = ArrivalLog() }
    }

    /// Takes the next frames and notes of the capture.
    public mutating func receive(_ batch: borrowing CaptureBatch) {
        let bytes = batch.bytes.span
        if let frame = batch.frames.first { health.begin(at: frame.timestamp) }
        for (next, note) in batch.notes {
            health.note(
                note, after: next > 0 && next <= batch.frames.count ? batch.frames[next - 1].timestamp : nil,
                before: next < batch.frames.count ? batch.frames[next].timestamp : nil)
        }
        for index in batch.frames.indices {
            let frame = batch.frames[index]
            let end = frame.offset + Int(frame.capturedLength)
            receive(frame, bytes.extracting(frame.offset..<end))
        }
        budget.grow(by: batch.frames.count &* StateBudget.perFrame)
        if budget.isDue { wantsRoom = true }
    }

    private mutating func receive(_ frame: FrameRecord, _ bytes: Span<UInt8>) {
        switch clock.observe(frame.timestamp, frame: frame.number) {
        case .plain: break
        case .newSecond: if let now = clock.now { advance(to: now) }
        case .suspect:
            held = HeldFrame(record: frame, bytes: bytes.copied())
            return
        case .confirmsSuspect:
            // Time may have gone back, too.
            nextSweep = .distantPast
            if let now = clock.now { advance(to: now) }
            releaseHeld(at: held?.record.timestamp)
        case .refutesSuspect: releaseHeld(at: clock.timeBeforeSuspect)
        case .replacesSuspect:
            releaseHeld(at: clock.timeBeforeSuspect)
            held = HeldFrame(record: frame, bytes: bytes.copied())
            return
        }
        process(frame, bytes)
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
        if wantsRoom { makeRoom() }
        if ending.isWaiting, frame.number & 3 == 0 { endWaiting() }
        interface = frame.interface
        let error = FrameDecoder.decode(
            bytes, originalLength: Int(frame.originalLength), linkType: frame.linkType, interface: frame.interface,
            into: &packet)
        if let error {
            health.count(error, frame: frame.number)
            return
        }
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

    /// Ends the calls that have been idle for long enough at `now`, in capture time.
    public mutating func advance(to now: Timestamp) {
        guard now >= nextSweep else { return }
        endCalls(idleSince: now.advanced(byNanoseconds: -options.idleNanoseconds))
        nextSweep = now.advanced(byNanoseconds: 1_000_000_000)
    }

    /// Ends all calls: the capture is over.
    public mutating func finish() {
        while finishSome() {}
    }

    /// Ends some calls, as the capture is over: as often as it is called, until all have ended. Taking their reports in
    /// between bounds the memory of a capture with very many.
    ///
    /// - Returns: false if these were the last.
    public mutating func finishSome() -> Bool {
        if !isFinishing {
            isFinishing = true
            clock.refuteSuspect()
            releaseHeld(at: clock.timeBeforeSuspect)
            endCalls(idleSince: Timestamp(nanoseconds: .max))
        } else {
            endWaiting(EndingCalls.atOnce)
        }
        return ending.isWaiting
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
