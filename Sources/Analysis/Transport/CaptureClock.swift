import Wire

/// The capture's own time, which ends idle calls: it follows the frames, but one frame stamped far away moves nothing
/// until the next confirms it.
struct CaptureClock {
    /// What a frame's time stamp means.
    enum Reading: Equatable {
        /// Go on.
        case plain
        /// A new second has begun: intervals and idle calls are worth a look.
        case newSecond
        /// A day or more away: the frame waits for the next one.
        case suspect
        /// The frame that waited was right: time has moved there.
        case confirmsSuspect
        /// The frame that waited was wrong; this one goes on from before it.
        case refutesSuspect
        /// The frame that waited was wrong, and this one, as far away from either, waits in its place.
        case replacesSuspect
    }

    struct Step {
        var time: Timestamp
        var frame: UInt64
        var nanoseconds: Int64
    }

    /// A frame this far from the one before it has to be confirmed.
    static var suspectDistance: Int64 { 86_400_000_000_000 }
    /// A step ahead by more than this ends idle calls only when another frame follows it.
    static var maxStep: Int64 { 30_000_000_000 }
    /// A step back by more than this is the clock's and no reordering.
    static var minStepBack: Int64 { 1_000_000_000 }
    private static var stepCapacity: Int { 32 }

    private(set) var now: Timestamp?
    /// Steps back, and those that had to be confirmed; the first of them.
    private(set) var steps: [Step] = []
    /// Frames whose time stamp was refuted, and the first of them.
    private(set) var strayFrames = 0
    private(set) var firstStray: UInt64?
    private var last = Timestamp(nanoseconds: 0)
    /// Time of the frame before the one that waits or waited last.
    private(set) var timeBeforeSuspect = Timestamp(nanoseconds: 0)
    private var unconfirmed: Timestamp?
    private var suspect: (time: Timestamp, frame: UInt64)?

    @inline(__always)
    mutating func observe(_ time: Timestamp, frame: UInt64) -> Reading {
        if suspect == nil, let now, time >= now, time.nanoseconds &- now.nanoseconds < 1_000_000_000 {
            last = time
            return .plain
        }
        return observeUnexpected(time, frame: frame)
    }

    private mutating func observeUnexpected(_ time: Timestamp, frame: UInt64) -> Reading {
        guard let now else {
            self.now = time
            last = time
            return .newSecond
        }
        if let suspect {
            self.suspect = nil
            if Self.distance(suspect.time, time) < Self.suspectDistance {
                note(Step(time: suspect.time, frame: suspect.frame, nanoseconds: suspect.time.nanoseconds(since: now)))
                self.now = time
                last = time
                unconfirmed = nil
                return .confirmsSuspect
            }
            noteStray(suspect.frame)
            guard Self.distance(now, time) < Self.suspectDistance else {
                self.suspect = (time, frame)
                return .replacesSuspect
            }
            self.now = max(now, time)
            last = time
            return .refutesSuspect
        }
        if Self.distance(now, time) >= Self.suspectDistance {
            suspect = (time, frame)
            timeBeforeSuspect = last
            return .suspect
        }
        let stepBack = last.nanoseconds(since: time)
        if stepBack > Self.minStepBack { note(Step(time: time, frame: frame, nanoseconds: -stepBack)) }
        last = time
        guard time > now else {
            unconfirmed = nil
            return .plain
        }
        if time.nanoseconds(since: now) >= Self.maxStep {
            // Frames that are far apart anyway confirm each other too.
            guard let earlier = unconfirmed, time >= earlier,
                time.nanoseconds(since: earlier) <= max(Self.maxStep, earlier.nanoseconds(since: now))
            else {
                unconfirmed = time
                return .plain
            }
        }
        self.now = time
        unconfirmed = nil
        return .newSecond
    }

    /// The capture ended with a frame that nothing confirms.
    mutating func refuteSuspect() {
        guard let suspect else { return }
        noteStray(suspect.frame)
        self.suspect = nil
    }

    private mutating func noteStray(_ frame: UInt64) {
        strayFrames += 1
        if firstStray == nil { firstStray = frame }
    }

    private mutating func note(_ step: Step) {
        if steps.count < Self.stepCapacity { steps.append(step) }
    }

    /// How far apart two times are, whatever they are.
    private static func distance(_ left: Timestamp, _ right: Timestamp) -> Int64 {
        let (difference, overflow) = left.nanoseconds.subtractingReportingOverflow(right.nanoseconds)
        return overflow ? .max : Int64(clamping: difference.magnitude)
    }
}
