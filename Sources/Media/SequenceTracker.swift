/// Which packets of one RTP stream were seen: unique, lost, duplicate, reordered (RFC 3550 A.1, A.3).
///
/// Sequence numbers are extended to 64 bits. The last 960 or more of them are remembered one by one; what leaves that
/// window is settled.
@frozen
public struct SequenceTracker: Sendable {
    /// What one packet was to its stream.
    @frozen
    public enum Arrival: Equatable, BitwiseCopyable, Sendable {
        /// Ahead of every packet so far.
        case inOrder
        /// Not seen before, but behind the highest.
        case reordered
        /// Seen before.
        case duplicate
        /// A jump that may be a restart: held back until the next packet tells.
        case held
        /// Confirms the held packet before it: the stream starts anew with these two.
        case restart
    }

    /// RFC 3550 A.1: a jump forward that is no plausible loss.
    @inlinable public static var maxDropout: Int64 { 3000 }
    /// RFC 3550 A.1: a step back that is no plausible reordering, unless the timestamp went back with it.
    @inlinable public static var maxMisorder: Int64 { 100 }
    /// Numbers behind the highest that are always remembered: 15 of the window's 16 words.
    @inlinable public static var windowLength: Int64 { 960 }
    /// A reordered packet's timestamp is at most this far behind: more than 10 minutes of any clock in use.
    @inlinable public static var maxTimestampAge: Int32 { 1 << 26 }

    // What every packet touches comes first, so that it shares cache lines.

    /// Extended sequence numbers; the first cycle is 1, so that a packet before the first has a number too.
    public var highest: Int64 = -1
    public var unique: Int64 = 0
    /// The number that would confirm the held packet; -1 without one.
    @usableFromInline var confirming: Int32 = -1
    @usableFromInline var isHeldBehind = false

    public var first: Int64 = 0
    public var duplicates: Int64 = 0
    public var reordered: Int64 = 0
    /// Single packets so far behind that they are neither counted nor taken for a restart: no second one confirmed it.
    public var late: Int64 = 0
    /// The same so far ahead: not of this stream.
    public var strays: Int64 = 0
    public var restarts: Int64 = 0
    /// Packets expected besides those from `first` to `highest`: in the parts of the stream before its last restart, and
    /// those from before `first` that came after it. What lacks before `first` was perhaps sent before the capture began.
    public var expectedBefore: Int64 = 0
    /// Lengths of settled losses in a row.
    public var lossRuns = LossRuns()
    public var bursts = LossBursts()

    /// The loss run that ends where the window begins.
    @usableFromInline var openRun: Int64 = 0
    /// Bit n of word w: extended number 64 w' + n was seen, where w' is the latest with w' % 16 == w.
    @usableFromInline var window = InlineArray<16, UInt64>(repeating: 0)

    @inlinable public init() {}

    @inlinable public var hasStarted: Bool { highest >= 0 }
    /// Whether the last packet was a jump that waits for its confirmation.
    @inlinable public var isHolding: Bool { confirming >= 0 }

    /// Packets expected by sequence number, all parts of the stream together.
    @inlinable public var expected: Int64 { hasStarted ? expectedBefore + highest - first + 1 : 0 }
    /// Every gap counts; never negative, as duplicates are not counted (unlike RFC 3550 A.3).
    @inlinable public var lost: Int64 { expected - unique }

    /// Takes the next packet in order of arrival.
    ///
    /// - Parameter timestampStep: from the highest packet's RTP timestamp to this one's, in ticks.
    @inlinable @inline(__always)
    public mutating func observe(_ sequence: UInt16, timestampStep: Int32) -> Arrival {
        let step = Int64(Int16(bitPattern: sequence &- UInt16(truncatingIfNeeded: highest)))
        if step == 1, hasStarted, confirming < 0 {
            highest &+= 1
            if highest & 63 == 0 { openWord(highest >> 6) }
            mark(highest)
            unique &+= 1
            return .inOrder
        }
        return observeUnexpected(sequence, step: step, timestampStep: timestampStep)
    }

    /// Takes so many packets that follow the highest, one after the other.
    mutating func takeNext(_ count: Int64) {
        let end = highest &+ count
        unique &+= count
        while highest < end {
            let next = highest &+ 1
            if next & 63 == 0 { openWord(next >> 6) }
            // As far as the word goes.
            highest = min(end, next | 63)
            let bits = (UInt64.max >> UInt64(63 &- (highest &- next))) << UInt64(next & 63)
            window[Int(truncatingIfNeeded: next >> 6) & 15] |= bits
        }
    }

    @usableFromInline
    mutating func observeUnexpected(_ sequence: UInt16, step: Int64, timestampStep: Int32) -> Arrival {
        guard hasStarted else {
            start(at: 65536 + Int64(sequence))
            return .inOrder
        }
        let isOlder = timestampStep <= 0 && timestampStep > -Self.maxTimestampAge
        let isJump =
            step >= Self.maxDropout || step < -Self.windowLength || (step < -Self.maxMisorder && !isOlder)
        if isJump {
            if confirming == Int32(sequence) {
                restart(with: sequence)
                return .restart
            }
            dropHeld()
            confirming = Int32(sequence &+ 1)
            isHeldBehind = step < 0
            return .held
        }
        dropHeld()
        let number = highest + step
        if step > 0 {
            advance(to: number)
            return .inOrder
        }
        if isMarked(number) {
            duplicates += 1
            return .duplicate
        }
        mark(number)
        unique += 1
        reordered += 1
        if number < first { expectedBefore += 1 }
        return .reordered
    }

    private mutating func dropHeld() {
        guard isHolding else { return }
        if isHeldBehind { late += 1 } else { strays += 1 }
        confirming = -1
    }

    private mutating func start(at number: Int64) {
        first = number
        highest = number
        window = InlineArray(repeating: 0)
        mark(number)
        unique += 1
        openRun = 0
    }

    private mutating func restart(with sequence: UInt16) {
        settleWindow()
        expectedBefore = expected
        restarts += 1
        confirming = -1
        // The held packet and this one; the new part gets numbers of its own, above all earlier ones.
        start(at: Self.nextCycle(after: highest) + 65536 + Int64(sequence &- 1))
        advance(to: highest + 1)
    }

    /// The first extended number of the cycle after that of `number`.
    private static func nextCycle(after number: Int64) -> Int64 { (number | 0xffff) + 1 }

    private mutating func advance(to number: Int64) {
        var word = highest >> 6
        highest = number
        while word < number >> 6 {
            word += 1
            openWord(word)
        }
        mark(number)
        unique += 1
    }

    @inlinable @inline(__always)
    mutating func mark(_ number: Int64) {
        window[Int(truncatingIfNeeded: number >> 6) & 15] |= 1 << UInt64(truncatingIfNeeded: number & 63)
    }

    private func isMarked(_ number: Int64) -> Bool {
        window[Int(truncatingIfNeeded: number >> 6) & 15] >> UInt64(truncatingIfNeeded: number & 63) & 1 != 0
    }

    /// Makes room for the numbers of `word`: those of 16 words ago are settled.
    @usableFromInline
    mutating func openWord(_ word: Int64) {
        settle(word - 16)
        window[Int(truncatingIfNeeded: word) & 15] = 0
    }

    private mutating func settle(_ word: Int64) {
        let begin = max(word << 6, first)
        let end = min(word << 6 + 63, highest)
        guard begin <= end else { return }
        let bits = window[Int(truncatingIfNeeded: word) & 15]
        if bits == .max, openRun == 0 { return }
        if bits == 0 {
            openRun += end - begin + 1
            return
        }
        for number in begin...end {
            if bits >> UInt64(truncatingIfNeeded: number & 63) & 1 == 0 {
                openRun += 1
            } else if openRun > 0 {
                lossRuns.add(openRun)
                bursts.add(openRun, before: number)
                openRun = 0
            }
        }
    }

    private mutating func settleWindow() {
        for word in (highest >> 6 - 15)...(highest >> 6) { settle(word) }
    }

    /// The loss runs and bursts with what is still in the window counted as it stands now.
    public var lossToNow: (runs: LossRuns, bursts: LossBursts) {
        guard hasStarted else { return (lossRuns, bursts) }
        var copy = self
        copy.settleWindow()
        return (copy.lossRuns, copy.bursts)
    }

    public var lossRunsToNow: LossRuns { lossToNow.runs }

    /// Adds what a later tracker counted from `start` on, where it had the same packets in its window as this one, to `end`.
    mutating func resume(from start: SequenceTracker, to end: SequenceTracker) {
        let expected = expected + end.expected - start.expected
        unique += end.unique - start.unique
        duplicates += end.duplicates - start.duplicates
        reordered += end.reordered - start.reordered
        late += end.late - start.late
        strays += end.strays - start.strays
        restarts += end.restarts - start.restarts
        lossRuns.resume(from: start.lossRuns, to: end.lossRuns)
        let shift = numberShift(from: start)
        bursts.resume(from: start.bursts, to: end.bursts, shift: shift)
        if end.restarts != start.restarts { first = end.first + shift }
        highest = end.highest + shift
        expectedBefore = expected - (highest - first + 1)
        window = end.window
        openRun = end.openRun
        confirming = end.confirming
        isHeldBehind = end.isHeldBehind
    }

    /// What makes the numbers of a later tracker, that stands where this one does, numbers of this one: whole cycles.
    func numberShift(from start: SequenceTracker) -> Int64 {
        (highest - start.highest + 0xffff) & ~0xffff
    }
}
