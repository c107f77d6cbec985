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

    mutating func countDouble() { doubled += 1 }
    mutating func countUntracked() { untracked += 1 }

    mutating func note(_ note: CaptureNote) {
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
