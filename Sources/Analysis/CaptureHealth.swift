import Wire

/// What the capture says of itself: counts, drops, damage, and what could not be decoded.
struct CaptureHealth {
    private(set) var packets: Int64 = 0
    private(set) var bytes: Int64 = 0
    /// Frames longer on the wire than in the capture.
    private(set) var truncated: Int64 = 0
    private(set) var first: Timestamp?
    private(set) var last: Timestamp?
    private(set) var failures: [WireError: Failure] = [:]

    struct Failure {
        var packets: Int64
        var firstFrame: UInt64
    }

    /// Copies of packets that the capture itself made.
    private(set) var doubled: Int64 = 0
    /// Datagrams of paths for which there was no room.
    private(set) var untracked: Int64 = 0

    /// Fragmented packets given up because there were too many.
    var evictedFragments = 0
    /// SIP calls given up because there were too many.
    var evictedDialogs = 0

    mutating func countDouble() { doubled += 1 }
    mutating func countUntracked() { untracked += 1 }

    private(set) var sections: [CaptureSection] = []
    private(set) var interfaces: [CaptureInterface] = []
    /// The last statistics of each interface: they are cumulative.
    private(set) var statistics: [UInt32: InterfaceStatistics] = [:]
    private(set) var droppedBeforeFrames: UInt64 = 0
    private(set) var damage: [CaptureDamage] = []
    private(set) var comments: [(frame: UInt64?, text: String)] = []

    /// Notes of one kind kept; a capture of more has them from a fuzzer.
    private static var noteCapacity: Int { 256 }

    /// Comments kept: every report repeats them.
    private static var commentCapacity: Int { 32 }

    mutating func note(_ note: CaptureNote) {
        switch note {
        case .section(let section):
            if sections.count < Self.noteCapacity { sections.append(section) }
        case .interface(let interface):
            if interfaces.count < Self.noteCapacity { interfaces.append(interface) }
        case .statistics(let counters):
            if statistics.count < Self.noteCapacity { statistics[counters.interface] = counters }
        case .dropsBefore(_, let count): droppedBeforeFrames &+= count
        case .damage(let place):
            if damage.count < Self.noteCapacity { damage.append(place) }
        case .comment(let text, let frame):
            if comments.count < Self.commentCapacity { comments.append((frame, String(text.prefix(1024)))) }
        case .name, .secrets: break
        }
    }

    @inline(__always)
    mutating func count(_ frame: FrameRecord) {
        packets &+= 1
        bytes &+= Int64(frame.originalLength)
        if frame.originalLength > frame.capturedLength { truncated &+= 1 }
        if first == nil { first = frame.timestamp }
        last = frame.timestamp
    }

    mutating func count(_ error: WireError, frame: UInt64) {
        let key = WireError(error.reason, error.layer)
        failures[key, default: Failure(packets: 0, firstFrame: frame)].packets += 1
    }
}
