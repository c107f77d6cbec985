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
    /// What 5-tuples that nothing else is known of carried and may be ChannelData.
    var channelSuspects: [PathKey: [ChannelSuspect]] = [:]
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
    /// Calls are looked at for idleness from this time on.
    var nextSweep = Timestamp.distantPast

    public init(options: AnalysisOptions = AnalysisOptions()) {
        self.options = options
        given = options.descriptions.map { SignalledDescription($0.session, file: $0.name) }
        paths = PathTable(seed: options.hashSeed)
        streams = StreamPool(seed: options.hashSeed)
        connections = TCPConnectionTable(seed: options.hashSeed)
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
        let frames = batch.frames.span
        for index in frames.indices {
            let frame = frames[index]
            let bytes = bytes.extracting(frame.range)
            if isDue(frame, bytes) { process(frame, bytes) }
        }
    }

    /// Moves the capture's time on to that of the frame.
    ///
    /// - Returns: false if the frame has to wait for the one after it.
    @inline(__always)
    private mutating func isDue(_ frame: FrameRecord, _ bytes: Span<UInt8>) -> Bool {
        switch clock.observe(frame.timestamp, frame: frame.number) {
        case .plain: return true
        case .newSecond:
            if let now = clock.now { advance(to: now) }
            return true
        case .suspect:
            held = HeldFrame(record: frame, bytes: bytes.copied())
            return false
        case .confirmsSuspect:
            // Time may have gone back, too.
            nextSweep = .distantPast
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

    @inline(__always)
    private mutating func process(_ frame: FrameRecord, _ bytes: Span<UInt8>) {
        health.count(frame)
        if !receiveMedia(frame, bytes) { processAny(frame, bytes) }
    }

    @inline(never)
    private mutating func processAny(_ frame: FrameRecord, _ bytes: Span<UInt8>) {
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

    /// Ends the calls that have been idle for long enough at `now`, in capture time.
    public mutating func advance(to now: Timestamp) {
        guard now >= nextSweep else { return }
        endCalls(idleSince: now.advanced(byNanoseconds: -options.idleNanoseconds))
        nextSweep = now.advanced(byNanoseconds: 1_000_000_000)
    }

    /// Ends all calls: the capture is over.
    public mutating func finish() {
        clock.refuteSuspect()
        releaseHeld(at: clock.timeBeforeSuspect)
        endCalls(idleSince: Timestamp(nanoseconds: .max))
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
