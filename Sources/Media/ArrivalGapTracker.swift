public import Wire

/// The silences of one stream: the longest, and the worst of those that are remarkable.
///
/// Remarkable are 10 packets or more missing in a row, and a silence of 200 ms or more that is four times what a packet
/// usually takes; of one second or more where timestamps went on with the clock and no number is missing, as a sender
/// does that has nothing to say (DTX).
@frozen
public struct ArrivalGapTracker: Sendable {
    /// Where a block of numbers began.
    @frozen
    @usableFromInline
    struct Mark: Equatable, BitwiseCopyable, Sendable {
        var number: Int64
        var time: Timestamp
        var timestamp: UInt32
    }

    /// Gaps kept.
    public static var capacity: Int { 32 }
    /// Numbers after which a block ends; what is usual is taken from one or two of them.
    static var blockLength: Int64 { 256 }
    public static var remarkableMissing: Int64 { 10 }
    static var remarkableSilence: Int64 { 200_000_000 }
    static var remarkablePause: Int64 { 1_000_000_000 }
    /// How much more than usual is remarkable.
    public static var usualFactor: Double { 4 }
    /// Numbers behind a gap that show how the stream went on.
    static var followedNumbers: Int64 { 64 }

    public private(set) var longest: ArrivalGap?
    /// In order of time.
    public private(set) var gaps: [ArrivalGap] = []
    /// Remarkable ones, kept or not.
    public private(set) var count: Int64 = 0
    private var block: Mark?
    private var previousBlock: Mark?
    /// Ordinal of the gap of which it is yet to be seen how the stream went on; -1 without one.
    private var pending: Int64 = -1
    /// That of the packet that ended it.
    private var pendingNumber: Int64 = 0
    /// A longer silence is to be noted: the longest so far, or what may be remarkable. What every packet touches comes last,
    /// beside what follows in `StreamTracker`.
    @usableFromInline var alert: Int64 = 0

    @usableFromInline init() {}

    static func isOfNewBlock(_ number: Int64, after last: Int64) -> Bool {
        number / blockLength != last / blockLength
    }

    /// Takes a packet that came after a long silence, or ahead of many missing ones.
    ///
    /// - Parameters:
    ///   - last: the packet before it.
    ///   - missing: numbers left out before it.
    ///   - ticks: from the highest timestamp before it.
    ///   - highest: the highest number before it, and with it.
    mutating func note(
        _ packet: RTPArrival, after last: RTPArrival, missing: Int64, ticks: Int32, highest: (before: Int64, now: Int64)
    ) {
        var gap = ArrivalGap(from: last, to: packet, missing: missing, ticks: ticks)
        gap.number = highest.now
        setUsual(of: &gap, last: last, highestTimestamp: packet.timestamp &- UInt32(bitPattern: ticks), highest.before)
        if isRemarkable(gap) {
            follow(to: last, number: highest.before)
            gap.ordinal = count
            pending = count
            pendingNumber = gap.number
            count += 1
            keep(gap)
        }
        if gap.nanoseconds > longest?.nanoseconds ?? 0 {
            longest = gap
            alert = min(gap.nanoseconds, Self.remarkableSilence)
        }
        shortenBlocks(by: gap)
    }

    private func setUsual(of gap: inout ArrivalGap, last: RTPArrival, highestTimestamp: UInt32, _ highest: Int64) {
        guard let mark = usualMark(highest) else { return }
        let numbers = Double(highest - mark.number)
        gap.usualNanoseconds = max(0, Double(last.time.nanoseconds(since: mark.time)) / numbers)
        gap.usualTicks = max(0, Double(Int32(bitPattern: highestTimestamp &- mark.timestamp)) / numbers)
    }

    private func usualMark(_ highest: Int64) -> Mark? {
        (previousBlock ?? block).flatMap { highest > $0.number ? $0 : nil }
    }

    /// Whether so many numbers may have been sent between two packets: they would have taken no more than twice the time.
    func canExplain(_ missing: Int64, after last: RTPArrival, highest: Int64, before packet: RTPArrival) -> Bool {
        guard missing > 0, let mark = usualMark(highest) else { return false }
        let usual = Double(last.time.nanoseconds(since: mark.time)) / Double(highest - mark.number)
        return usual * Double(missing) <= 2 * Double(packet.time.nanoseconds(since: last.time))
    }

    private func isRemarkable(_ gap: ArrivalGap) -> Bool {
        if gap.missing >= Self.remarkableMissing { return true }
        let silence = Double(gap.nanoseconds)
        guard gap.nanoseconds >= Self.remarkableSilence, silence >= Self.usualFactor * gap.usualNanoseconds else {
            return false
        }
        let isPause =
            gap.usualTicks > 0 && Double(gap.ticks) > Self.usualFactor * gap.usualTicks * Double(gap.missing + 1)
        return !isPause || gap.nanoseconds >= Self.remarkablePause
    }

    private mutating func keep(_ gap: ArrivalGap) {
        if gaps.count >= Self.capacity {
            // Of equal ones the earlier stays.
            var least = 0
            for index in gaps.indices where gaps[index].weight <= gaps[least].weight { least = index }
            guard gaps[least].weight < gap.weight else { return }
            gaps.remove(at: least)
        }
        gaps.append(gap)
    }

    /// A silence counts one second at most in what is usual: after a hold, less than its length is remarkable again.
    private mutating func shortenBlocks(by gap: ArrivalGap) {
        guard gap.nanoseconds > Self.remarkablePause else { return }
        let excess = gap.nanoseconds - Self.remarkablePause
        let ticks = Int32(Double(gap.ticks) * (Double(excess) / Double(gap.nanoseconds)))
        func shorten(_ mark: inout Mark?) {
            guard let old = mark else { return }
            mark = Mark(
                number: old.number, time: old.time.advanced(byNanoseconds: excess),
                timestamp: old.timestamp &+ UInt32(bitPattern: ticks))
        }
        shorten(&block)
        shorten(&previousBlock)
    }

    /// Takes the first packet of a block of numbers.
    mutating func beginBlock(_ packet: RTPArrival, number: Int64) {
        // Held packets come one after the other: how long that goes on shows only after some.
        if number - pendingNumber >= Self.followedNumbers { follow(to: packet, number: number) }
        previousBlock = block
        block = Mark(number: number, time: packet.time, timestamp: packet.timestamp)
    }

    /// Takes a number that came behind later ones: one less is missing.
    mutating func fill(_ number: Int64) {
        guard count > 0 else { return }
        update(ordinal: count - 1) { gap in
            if number < gap.number, number >= gap.number - gap.skipped, gap.missing > 0 { gap.missing -= 1 }
        }
    }

    private mutating func follow(to packet: RTPArrival, number: Int64) {
        guard pending >= 0 else { return }
        update(ordinal: pending) { $0.follow(to: packet, number: number) }
        pending = -1
    }

    private mutating func update(ordinal: Int64, _ change: (inout ArrivalGap) -> Void) {
        if let index = gaps.lastIndex(where: { $0.ordinal == ordinal }) { change(&gaps[index]) }
        if var gap = longest, gap.ordinal == ordinal {
            change(&gap)
            longest = gap
        }
    }

    /// With the last gap followed as far as the stream has come.
    func toNow(_ last: RTPArrival, highest: Int64) -> ArrivalGapTracker {
        var copy = self
        copy.follow(to: last, number: highest)
        return copy
    }

    /// Goes on as a later piece of the stream did from `start`, where it stood as this one does, to `end`.
    ///
    /// - Parameter shift: what makes its numbers numbers of this stream.
    mutating func resume(from start: ArrivalGapTracker, to end: ArrivalGapTracker, shift: Int64) {
        let ordinals = count - start.count
        for gap in end.gaps where gap.ordinal < start.count {
            guard let before = start.gaps.first(where: { $0.ordinal == gap.ordinal }) else { continue }
            // What came late, and how the stream went on, showed only after `start`.
            update(ordinal: gap.ordinal + ordinals) {
                $0.missing -= before.missing - gap.missing
                if before.after == nil { $0.after = gap.after }
            }
        }
        func shifted(_ gap: ArrivalGap) -> ArrivalGap {
            var gap = gap
            gap.number += shift
            if gap.ordinal >= 0 { gap.ordinal += ordinals }
            return gap
        }
        for gap in end.gaps where gap.ordinal >= start.count { keep(shifted(gap)) }
        if let gap = end.longest, gap.nanoseconds > longest?.nanoseconds ?? 0 { longest = shifted(gap) }
        alert = min(longest?.nanoseconds ?? 0, Self.remarkableSilence)
        count += end.count - start.count
        pending = end.pending >= 0 ? end.pending + ordinals : -1
        pendingNumber = end.pendingNumber + shift
        block = end.block.map { Mark(number: $0.number + shift, time: $0.time, timestamp: $0.timestamp) }
        previousBlock = end.previousBlock.map {
            Mark(number: $0.number + shift, time: $0.time, timestamp: $0.timestamp)
        }
    }
}
