/// Which packets of one RTP stream were seen: unique, lost, duplicate, reordered (RFC 3550 A.1, A.3).
///
/// Sequence numbers are extended to 64 bits. The last 1024 of them are remembered one by one, as SRTP's replay window
/// of common clients does; what leaves that window is settled.
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
        /// Behind the window, or before the stream's first packet: too old to be told from a duplicate.
        case late
        /// A jump that may be a restart: held back until the next packet tells.
        case held
        /// Confirms the held packet before it: the stream starts anew with these two.
        case restart
    }

    /// RFC 3550 A.1: a jump forward that is no plausible loss.
    @inlinable public static var maxDropout: Int64 { 3000 }
    /// RFC 3550 A.1: a step back that is no plausible reordering when the timestamp went on.
    @inlinable public static var maxMisorder: Int64 { 100 }
    /// Sequence numbers remembered one by one.
    @inlinable public static var windowLength: Int64 { 1024 }

    /// Extended sequence numbers; the first cycle is 1, so that a packet before the first has a number too.
    public var first: Int64 = 0
    public var highest: Int64 = -1
    public var unique: Int64 = 0
    public var duplicates: Int64 = 0
    public var reordered: Int64 = 0
    public var late: Int64 = 0
    public var restarts: Int64 = 0
    /// Jumps of one packet that no second one confirmed.
    public var strays: Int64 = 0
    /// Packets expected in the parts of the stream before its last restart.
    public var expectedBefore: Int64 = 0
    /// Lengths of settled losses in a row.
    public var lossRuns = LossRuns()

    /// Bit n of word w: extended number 64 w' + n was seen, where w' is the latest with w' % 16 == w.
    @usableFromInline var window = InlineArray<16, UInt64>(repeating: 0)
    /// The loss run that ends where the window begins.
    @usableFromInline var openRun: Int64 = 0
    @usableFromInline var heldSequence: Int32 = -1

    @inlinable public init() {}

    @inlinable public var hasStarted: Bool { highest >= 0 }

    /// Packets expected by sequence number, from the first to the highest, all parts of the stream together.
    @inlinable public var expected: Int64 { hasStarted ? expectedBefore + highest - first + 1 : 0 }
    /// Every gap counts; never negative, as duplicates are not counted (unlike RFC 3550 A.3).
    @inlinable public var lost: Int64 { expected - unique }

    /// Takes the next packet in order of arrival.
    ///
    /// - Parameter timestampAhead: whether its RTP timestamp is later than that of the highest packet.
    @inlinable
    public mutating func observe(_ sequence: UInt16, timestampAhead: Bool) -> Arrival {
        let step = Int64(Int16(bitPattern: sequence &- UInt16(truncatingIfNeeded: highest)))
        if step == 1, hasStarted, heldSequence < 0 {
            highest &+= 1
            if highest & 63 == 0 { openWord(highest >> 6) }
            mark(highest)
            unique &+= 1
            return .inOrder
        }
        return observeUnexpected(sequence, step: step, timestampAhead: timestampAhead)
    }

    @usableFromInline
    mutating func observeUnexpected(_ sequence: UInt16, step: Int64, timestampAhead: Bool) -> Arrival {
        guard hasStarted else {
            start(at: 65536 + Int64(sequence))
            return .inOrder
        }
        let isJump =
            step >= Self.maxDropout || step < -Self.windowLength
            || (step < -Self.maxMisorder && timestampAhead)
        if isJump {
            if heldSequence == Int32(sequence) {
                restart(with: sequence)
                return .restart
            }
            if heldSequence >= 0 { strays += 1 }
            heldSequence = Int32(sequence &+ 1)
            return .held
        }
        if heldSequence >= 0 {
            strays += 1
            heldSequence = -1
        }
        let number = highest + step
        if step > 0 {
            advance(to: number)
            return .inOrder
        }
        if number < first { return observeBeforeFirst(number) }
        if isMarked(number) {
            duplicates += 1
            return .duplicate
        }
        mark(number)
        unique += 1
        reordered += 1
        return .reordered
    }

    /// A packet from before the first one belongs to the stream once it adjoins it: what lies between was perhaps sent
    /// before the capture began.
    private mutating func observeBeforeFirst(_ number: Int64) -> Arrival {
        guard highest - number < Self.windowLength - 64 else {
            late += 1
            return .late
        }
        guard !isMarked(number) else {
            duplicates += 1
            return .duplicate
        }
        mark(number)
        while first > highest - Self.windowLength + 64, isMarked(first - 1) {
            first -= 1
            unique += 1
            reordered += 1
        }
        guard first <= number else {
            late += 1
            return .late
        }
        return .reordered
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
        heldSequence = -1
        // The held packet and this one; the new part gets numbers of its own, above all earlier ones.
        let number = (highest | 0xffff) + 1 + 65536 + Int64(sequence &- 1)
        start(at: number)
        advance(to: number + 1)
    }

    private mutating func advance(to number: Int64) {
        var word = highest >> 6
        let last = number >> 6
        while word < last {
            word += 1
            openWord(word)
        }
        highest = number
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
        guard (word << 6) + 63 >= first, word <= highest >> 6 else { return }
        let bits = window[Int(truncatingIfNeeded: word) & 15]
        if bits == .max, openRun == 0 { return }
        for bit in 0..<Int64(64) {
            let number = word << 6 + bit
            guard number >= first, number <= highest else { continue }
            if bits >> UInt64(truncatingIfNeeded: bit) & 1 == 0 {
                openRun += 1
            } else if openRun > 0 {
                lossRuns.add(openRun)
                openRun = 0
            }
        }
    }

    private mutating func settleWindow() {
        for word in (highest >> 6 - 15)...(highest >> 6) { settle(word) }
    }

    /// The loss runs with what is still in the window counted as it stands now.
    public var lossRunsToNow: LossRuns {
        guard hasStarted else { return lossRuns }
        var copy = self
        copy.settleWindow()
        return copy.lossRuns
    }
}
