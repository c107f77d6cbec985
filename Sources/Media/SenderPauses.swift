public import Wire

/// Pauses of a sender that its sequence numbers go on over: discontinuous transmission, comfort noise, hold.
@frozen
public struct SenderPauses: Equatable, Sendable {
    /// From 100 ms to 1 s between two packets.
    public var count: Int64 = 0
    public var nanoseconds: Int64 = 0
    /// By which the timestamps advanced over these.
    public var ticks: Int64 = 0
    /// Above 1 s.
    public var longCount: Int64 = 0
    public var longNanoseconds: Int64 = 0
    /// Where one pause follows the other, with a few packets between them at most.
    public var spans = SteadySpans()
    /// Sequence number of the packet that ended the last pause.
    private var lastNumber: UInt16 = 0
    private var lastEnd = Timestamp.distantPast

    public init() {}

    /// More than any usual packet time.
    @inlinable public static var minimumNanoseconds: Int64 { 100_000_000 }
    static var longNanoseconds: Int64 { 1_000_000_000 }
    private static var packetsBetween: UInt16 { 4 }

    /// Takes a packet that came 100 ms or more after the one before it, whose sequence number it follows.
    mutating func observe(_ packet: RTPArrival, after last: RTPArrival, unique: Int64) {
        let pause = packet.time.nanoseconds(since: last.time)
        let step = Int32(bitPattern: packet.timestamp &- last.timestamp)
        guard pause >= Self.minimumNanoseconds, step > 0 else { return }
        guard pause <= Self.longNanoseconds else {
            longCount &+= 1
            longNanoseconds &+= pause
            return
        }
        count &+= 1
        nanoseconds &+= pause
        ticks &+= Int64(step)
        let continues =
            spans.isOpen && packet.sequenceNumber &- lastNumber <= Self.packetsBetween
            && packet.time.nanoseconds(since: lastEnd) <= 2 * Self.longNanoseconds
        if !continues {
            spans.close()
            spans.open(at: last, unique: unique &- 1)
        }
        spans.extend(to: packet, unique: unique)
        lastNumber = packet.sequenceNumber
        lastEnd = packet.time
    }

    /// Adds what later ones grew by from `start` to `end`.
    mutating func resume(from start: SenderPauses, to end: SenderPauses, shift: Int64) {
        count += end.count - start.count
        nanoseconds += end.nanoseconds - start.nanoseconds
        ticks += end.ticks - start.ticks
        longCount += end.longCount - start.longCount
        longNanoseconds &+= end.longNanoseconds &- start.longNanoseconds
        spans.resume(from: start.spans, to: end.spans, shift: shift)
        if end.count > 0 {
            lastNumber = end.lastNumber
            lastEnd = end.lastEnd
        }
    }

    mutating func append(_ later: SenderPauses) {
        count += later.count
        nanoseconds += later.nanoseconds
        ticks += later.ticks
        longCount += later.longCount
        longNanoseconds &+= later.longNanoseconds
        spans.append(later.spans)
    }
}
