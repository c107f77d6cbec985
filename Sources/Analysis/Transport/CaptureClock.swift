import ICE
import Wire

/// The capture's own time, which ends idle calls: it follows the frames, but one frame stamped far away moves nothing
/// until the next confirms it, and a clock that was set makes no call idle.
struct CaptureClock {
    /// What a frame's time stamp means.
    enum Reading: Equatable {
        /// Go on.
        case plain
        /// A new second has begun: intervals and idle calls are worth a look.
        case newSecond
        /// The frames go on from an earlier time: the clock was set back.
        case clockSetBack
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

    /// The time stamps went ahead: the clock was set, or the capture holds nothing of that time.
    struct Leap {
        var before: Timestamp
        var after: Timestamp
        /// The first frame after it.
        var frame: UInt64

        var nanoseconds: Int64 { after.nanoseconds(since: before) }
    }

    /// A frame this far from the one before it has to be confirmed.
    static var suspectDistance: Int64 { 86_400_000_000_000 }
    /// A step ahead by more than this ends idle calls only when another frame follows it.
    static var maxStep: Int64 { 30_000_000_000 }
    /// A step back by more than this is the clock's and no reordering.
    static var minStepBack: Int64 { 1_000_000_000 }
    /// Frames that go on from a step back for so long confirm it; interfaces of different clocks do not.
    private static var confirmationOfStepBack: Int64 { 2_000_000_000 }
    private static var stepCapacity: Int { 32 }
    private static var setCapacity: Int { 16 }

    private(set) var now: Timestamp? { didSet { setPlain() } }
    /// The last leap ahead, for who can tell its cause.
    private(set) var leap: Leap?
    /// When the clock was set, and how far: the last times.
    private var sets: [Step] = []
    /// A step back that nothing has confirmed yet, and where it led.
    private var stepBack: Step?
    /// Steps back, those that had to be confirmed, and leaps that were one; the first of them.
    private(set) var steps: [Step] = []
    /// Frames whose time stamp was refuted, and the first of them.
    private(set) var strayFrames = 0
    private(set) var firstStray: UInt64?
    private var last = Timestamp(nanoseconds: 0)
    /// Time of the frame before the one that waits or waited last.
    private(set) var timeBeforeSuspect = Timestamp(nanoseconds: 0)
    private var unconfirmed: Timestamp?
    private var suspect: (time: Timestamp, frame: UInt64)? { didSet { setPlain() } }
    /// Times of which nothing is to be asked: the second from `now` on, unless a frame waits.
    private var plainFrom = Timestamp.distantPast
    private var plainUntil = Timestamp.distantPast

    private mutating func setPlain() {
        plainFrom = now ?? .distantPast
        let (until, overflow) = plainFrom.nanoseconds.addingReportingOverflow(1_000_000_000)
        plainUntil =
            now == nil || suspect != nil ? .distantPast : Timestamp(nanoseconds: overflow ? .max : until)
    }

    /// Whether the time is one of those; it changes nothing but `last`.
    @inline(__always)
    func isPlain(_ time: Timestamp) -> Bool { time >= plainFrom && time < plainUntil }

    @inline(__always)
    mutating func observePlain(_ time: Timestamp) { last = time }

    mutating func observe(_ time: Timestamp, frame: UInt64) -> Reading {
        if isPlain(time) {
            observePlain(time)
            return .plain
        }
        guard let now else {
            self.now = time
            last = time
            return .newSecond
        }
        if let suspect {
            self.suspect = nil
            if Self.distance(suspect.time, time) < Self.suspectDistance {
                let step = Step(
                    time: suspect.time, frame: suspect.frame,
                    nanoseconds: suspect.time.nanoseconds(since: timeBeforeSuspect))
                note(step)
                if step.nanoseconds < 0 {
                    set(step)
                } else {
                    leap = Leap(before: timeBeforeSuspect, after: suspect.time, frame: suspect.frame)
                }
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
        if last.nanoseconds(since: time) > Self.minStepBack {
            let step = Step(time: time, frame: frame, nanoseconds: time.nanoseconds(since: last))
            note(step)
            // After a frame that nothing confirmed, it only goes on from before that one.
            if stepBack == nil, unconfirmed == nil { stepBack = step }
        }
        let timeBefore = last
        last = time
        if confirmsStepBack(time, now) {
            self.now = time
            return .clockSetBack
        }
        if let ahead = unconfirmed, ahead.nanoseconds(since: time) > Self.minStepBack {
            unconfirmed = nil
            leap = nil
        }
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
                leap = Leap(before: timeBefore, after: time, frame: frame)
                return .plain
            }
        }
        self.now = time
        unconfirmed = nil
        return .newSecond
    }

    private mutating func confirmsStepBack(_ time: Timestamp, _ now: Timestamp) -> Bool {
        guard let step = stepBack else { return false }
        // Back where it was.
        let wasBefore = step.time.advanced(byNanoseconds: -step.nanoseconds)
        guard time.nanoseconds(since: step.time) < wasBefore.nanoseconds(since: time) else {
            stepBack = nil
            return false
        }
        guard time.nanoseconds(since: step.time) >= Self.confirmationOfStepBack else { return false }
        stepBack = nil
        unconfirmed = nil
        set(step)
        return true
    }

    /// What was found out about the last leap.
    mutating func settleLeap(clockWasSet: Bool) {
        guard let leap else { return }
        self.leap = nil
        guard clockWasSet else { return }
        let step = Step(time: leap.after, frame: leap.frame, nanoseconds: leap.nanoseconds)
        set(step)
        if !steps.contains(where: { $0.frame == step.frame }) { note(step) }
    }

    /// A moment's time by the clock as it was set last.
    func present(_ moment: Moment) -> Timestamp {
        sets.reduce(moment.time) { time, set in
            set.frame > moment.frame ? time.advanced(byNanoseconds: set.nanoseconds) : time
        }
    }

    /// The later of two moments, whatever was done to the clock between them.
    func latest(_ left: Moment, _ right: Moment) -> Moment {
        if sets.isEmpty { return max(left, right) }
        let (leftTime, rightTime) = (present(left), present(right))
        return leftTime == rightTime ? max(left, right) : leftTime > rightTime ? left : right
    }

    /// Where captures of different days were joined: the end of the one that holds this moment, if another follows.
    func endOfPart(with moment: Moment) -> Timestamp? {
        steps.first { $0.frame > moment.frame && $0.nanoseconds.magnitude >= Self.suspectDistance }.map {
            $0.time.advanced(byNanoseconds: -$0.nanoseconds)
        }
    }

    private mutating func set(_ step: Step) {
        if sets.count >= Self.setCapacity { sets.removeFirst() }
        sets.append(step)
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
