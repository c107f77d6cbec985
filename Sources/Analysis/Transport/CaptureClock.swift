import Wire

/// The capture's own time, which ends idle calls: it follows the frames, but one frame stamped far ahead moves nothing
/// until another confirms it.
struct CaptureClock {
    /// A step between neighbouring frames beyond this waits for confirmation.
    static var maxStep: Int64 { 30_000_000_000 }

    private(set) var now: Timestamp?
    private var unconfirmed: Timestamp?
    /// Confirmed steps ahead by more than `maxStep`, and steps back by more than a second.
    private(set) var stepsForward: UInt64 = 0
    private(set) var stepsBack: UInt64 = 0
    private var last = Timestamp(nanoseconds: .min)

    /// Takes a frame's time stamp.
    ///
    /// - Returns: whether `now` moved into another second, so that intervals and idle calls are worth a look.
    @inline(__always)
    mutating func observe(_ time: Timestamp) -> Bool {
        if let now, time >= now, time.nanoseconds &- now.nanoseconds < 1_000_000_000 {
            last = time
            return false
        }
        return observeUnexpected(time)
    }

    private mutating func observeUnexpected(_ time: Timestamp) -> Bool {
        guard let now else {
            self.now = time
            last = time
            return true
        }
        if time < last, last.nanoseconds(since: time) > 1_000_000_000 { stepsBack += 1 }
        last = time
        guard time > now else {
            unconfirmed = nil
            return false
        }
        let step = time.nanoseconds.subtractingReportingOverflow(now.nanoseconds)
        if !step.overflow, step.partialValue < Self.maxStep {
            self.now = time
            unconfirmed = nil
            return true
        }
        // Frames that are far apart anyway confirm each other too.
        guard let earlier = unconfirmed, time >= earlier,
            time.nanoseconds(since: earlier) <= max(Self.maxStep, earlier.nanoseconds(since: now))
        else {
            unconfirmed = time
            return false
        }
        stepsForward += 1
        self.now = time
        unconfirmed = nil
        return true
    }
}
