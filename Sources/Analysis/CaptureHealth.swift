import Wire

/// What the capture says of itself: counts, drops, damage, silences, and what could not be decoded.
struct CaptureHealth {
    private(set) var packets: Int64 = 0
    private(set) var bytes: Int64 = 0
    /// Frames longer on the wire than in the capture, and the first of them.
    private(set) var truncated: Int64 = 0
    private(set) var firstTruncated: UInt64?
    private(set) var first: Timestamp?
    private(set) var last: Timestamp?
    private(set) var failures: [WireError: Failure] = [:]

    struct Failure {
        var packets: Int64
        var firstFrame: UInt64
    }

    /// Copies of packets that the capture itself made.
    private(set) var doubles = CaptureDoubles()
    /// Frames that offloading made of several packets, or that no path's MTU lets through.
    var offload = CaptureOffload()
    /// Drops placed in time, as far as the capture does.
    private(set) var drops = CaptureDropLog()
    /// Times without a frame of any kind.
    private(set) var silences = CaptureSilences()
    /// Seconds in which streams of ended calls lost packets.
    var losses = CaptureLossSeconds()
    /// What was left out or given up for want of room.
    var limits = LimitCounts()

    mutating func noteOrigin(_ origin: UInt32, _ place: CaptureDoubles.Place) { doubles.note(origin, place) }
    mutating func countDouble(_ first: UInt32, _ second: UInt32, frame: UInt64) {
        doubles.count(first, second, frame: frame)
    }

    private(set) var sections: [CaptureSection] = []
    private(set) var interfaces: [CaptureInterface] = []
    /// The last statistics of each interface: they are cumulative.
    private(set) var statistics: [UInt32: InterfaceStatistics] = [:]
    private(set) var droppedBeforeFrames: UInt64 = 0
    private(set) var damage: [CaptureDamage] = []
    private(set) var comments: [(frame: UInt64?, text: String)] = []

    /// Notes of one kind kept; a capture of more has them from a fuzzer.
    static var noteCapacity: Int { 256 }

    /// Sections kept: every report names them all.
    static var sectionCapacity: Int { 64 }

    /// Comments kept: every report repeats them.
    static var commentCapacity: Int { 32 }

    /// Notes that stand before the first frame speak of the time from then on.
    mutating func begin(at time: Timestamp) {
        if first == nil { first = time }
    }

    /// - Parameters:
    ///   - previous: the time of the frame before the note, if it is not one counted already.
    ///   - next: the time of the frame that the note precedes, if one does.
    mutating func note(_ note: CaptureNote, after previous: Timestamp? = nil, before next: Timestamp? = nil) {
        switch note {
        case .section(let section):
            if sections.count < Self.sectionCapacity { sections.append(section) } else { limits[.sections] += 1 }
        case .interface(let interface):
            if interfaces.count < Self.noteCapacity { interfaces.append(interface) } else { limits[.interfaces] += 1 }
        case .statistics(let counters):
            drops.note(
                counters, after: statistics[counters.interface], first: first, last: previous ?? last)
            if statistics.count < Self.noteCapacity || statistics[counters.interface] != nil {
                statistics[counters.interface] = counters
            } else {
                limits[.statistics] += 1
            }
        case .dropsBefore(let frame, let count):
            droppedBeforeFrames &+= count
            drops.note(count, beforeFrame: frame, from: previous ?? last, to: next)
        case .damage(let place):
            if damage.count < Self.noteCapacity { damage.append(place) } else { limits[.damage] += 1 }
        case .comment(let text, let frame):
            if comments.count < Self.commentCapacity {
                comments.append((frame, String(text.prefix(1024))))
            } else {
                limits[.comments] += 1
            }
        case .name, .secrets: break
        }
    }

    mutating func count(_ frame: FrameRecord) {
        if let last {
            if !isPlain(frame.timestamp) { silences.add(from: last, to: frame.timestamp, frame: frame.number) }
        } else if first == nil {
            first = frame.timestamp
        }
        countPlain(
            frame.timestamp, length: frame.originalLength, isTruncated: frame.originalLength > frame.capturedLength,
            frame: frame.number)
    }

    /// Whether a frame of that time ends no silence.
    @inline(__always)
    func isPlain(_ time: Timestamp) -> Bool {
        guard let last else { return false }
        return time.nanoseconds(since: last) < CaptureSilences.minimum
    }

    /// Counts a frame that ends no silence, and is not the first.
    @inline(__always)
    mutating func countPlain(_ time: Timestamp, length: UInt32, isTruncated: Bool, frame: UInt64) {
        packets &+= 1
        bytes &+= Int64(length)
        if isTruncated { countTruncated(frame) }
        last = time
    }

    private mutating func countTruncated(_ frame: UInt64) {
        truncated &+= 1
        if firstTruncated == nil { firstTruncated = frame }
    }

    mutating func count(_ error: WireError, frame: UInt64) {
        let key = WireError(error.reason, error.layer)
        failures[key, default: Failure(packets: 0, firstFrame: frame)].packets += 1
    }

    /// Packets that the capture says it missed; nil where it does not say, as without pcapng's statistics.
    var dropped: UInt64? {
        let counters = statistics.values.flatMap { [$0.droppedByKernel, $0.droppedByInterface] }.compactMap(\.self)
        guard !counters.isEmpty || droppedBeforeFrames > 0 else { return nil }
        return counters.reduce(droppedBeforeFrames) { sum, count in
            let (sum, overflow) = sum.addingReportingOverflow(count)
            return overflow ? .max : sum
        }
    }
}
