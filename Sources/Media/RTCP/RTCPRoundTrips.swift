import Wire

/// Round trips between the tap and whoever answers a time stamp: an SR's NTP time that comes back in a report block
/// (LSR, DLSR; RFC 3550 6.4.1), or a receiver's reference time that comes back in DLRR (RFC 3611 4.4, 4.5).
///
/// A stamp passes the tap at t1, its answer at t2: t2 - t1 less the delay that the answer states is the way from the tap
/// to the answering side and back.
public struct RTCPRoundTrips: Equatable, Sendable {
    /// Stamps and unmatched answers remembered in each direction.
    public static let capacity = 16
    /// What is longer is a wrong delay, not a path.
    static let longest: Int64 = 10_000_000_000

    struct Stamp: Equatable, BitwiseCopyable, Sendable {
        var ssrc: UInt32
        /// The middle 32 bits of the NTP time.
        var time: UInt32
        var seen: Timestamp
        var isForward: Bool
        /// It passed more than once: which one was answered is not known.
        var isRepeated = false

        func isSame(as other: Stamp) -> Bool {
            isForward == other.isForward && ssrc == other.ssrc && time == other.time
        }
    }

    struct Answer: Equatable, BitwiseCopyable, Sendable {
        var ssrc: UInt32
        var time: UInt32
        /// 1/65536 s.
        var delay: UInt32
        var seen: Timestamp
        /// Its own direction, against that of the stamp.
        var isForward: Bool
    }

    private var stamps: [Stamp] = []
    /// Answers to stamps from before the piece of the capture.
    private var unmatched: [Answer] = []
    /// In ns: from the tap to the lower end of the path and back, and to the upper end and back.
    public private(set) var toLower = TimedSeries<Int64>()
    public private(set) var toUpper = TimedSeries<Int64>()

    public init() {}

    mutating func observe(_ stamp: Stamp) {
        guard stamp.time != 0 else { return }
        if let index = stamps.firstIndex(where: { $0.isSame(as: stamp) }) {
            stamps[index].isRepeated = true
            return
        }
        stamps.append(stamp)
        if stamps.count > 2 * Self.capacity { stamps.removeFirst() }
    }

    mutating func observe(_ answer: Answer) {
        guard answer.time != 0, !match(answer) else { return }
        if unmatched.count < Self.capacity { unmatched.append(answer) }
    }

    private mutating func match(_ answer: Answer) -> Bool {
        guard
            let stamp = stamps.last(where: {
                $0.ssrc == answer.ssrc && $0.time == answer.time && $0.isForward != answer.isForward
            })
        else { return false }
        let delay = (Int64(answer.delay) * 1_000_000_000) >> 16
        let roundTrip = answer.seen.nanoseconds(since: stamp.seen) &- delay
        guard !stamp.isRepeated, roundTrip >= 0, roundTrip <= Self.longest else { return true }
        // Who answers is the side that the stamp ran to.
        if stamp.isForward {
            toUpper.observe(roundTrip, at: answer.seen)
        } else {
            toLower.observe(roundTrip, at: answer.seen)
        }
        return true
    }

    /// Adds the next piece of the capture.
    mutating func append(_ later: RTCPRoundTrips) {
        for answer in later.unmatched { observe(answer) }
        toLower.append(later.toLower)
        toUpper.append(later.toUpper)
        for stamp in later.stamps { observe(stamp) }
    }
}

extension RTCPRoundTrips {
    var heapBytes: Int {
        stamps.heapBytes + unmatched.heapBytes + toLower.entries.heapBytes + toUpper.entries.heapBytes
    }
}
