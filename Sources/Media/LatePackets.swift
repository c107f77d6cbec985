/// How many packets would have come too late for a playout buffer of fixed length.
@frozen
public struct LatePackets: Equatable, BitwiseCopyable, Sendable {
    /// Packets judged.
    public var judged: Int64 = 0
    /// Later than 60, 120 and 200 ms after the earliest.
    public private(set) var beyond60: Int64 = 0
    public private(set) var beyond120: Int64 = 0
    public private(set) var beyond200: Int64 = 0

    @usableFromInline init() {}

    mutating func add(milliseconds: Double) {
        if milliseconds > 60 { beyond60 += 1 }
        if milliseconds > 120 { beyond120 += 1 }
        if milliseconds > 200 { beyond200 += 1 }
    }

    mutating func append(_ later: LatePackets) {
        judged += later.judged
        beyond60 += later.beyond60
        beyond120 += later.beyond120
        beyond200 += later.beyond200
    }

    /// Adds what a later count grew by from `start` to `end`.
    mutating func resume(from start: LatePackets, to end: LatePackets) {
        judged += end.judged - start.judged
        beyond60 += end.beyond60 - start.beyond60
        beyond120 += end.beyond120 - start.beyond120
        beyond200 += end.beyond200 - start.beyond200
    }
}
