/// Bursts and gaps of loss (RFC 3611 4.7.2), from the loss runs in order of sequence numbers.
///
/// Losses with fewer than `minimumGap` packets received between them belong together; two or more such are a burst, and
/// a single one is an isolated loss of the gap around it. The stream counts as preceded and followed by packets received.
@frozen
public struct LossBursts: Equatable, BitwiseCopyable, Sendable {
    /// Gmin, as RFC 3611 4.7.2 recommends it.
    public static var minimumGap: Int64 { 16 }

    public private(set) var bursts: Int64 = 0
    /// Numbers from the first to the last loss of each burst, and the losses among them.
    public private(set) var packets: Int64 = 0
    public private(set) var lost: Int64 = 0
    /// Losses outside of bursts.
    public private(set) var isolated: Int64 = 0
    private var lastLost = -minimumGap - 1
    private var isInBurst = false

    public init() {}

    /// Takes the next run of losses.
    ///
    /// - Parameter end: the number behind its last; not negative.
    mutating func add(_ length: Int64, before end: Int64) {
        if end - length - lastLost <= Self.minimumGap {
            if !isInBurst {
                isolated -= 1
                begin(with: 1)
            }
            packets += end - 1 - lastLost
            lost += length
        } else if length > 1 {
            begin(with: length)
        } else {
            isolated += 1
            isInBurst = false
        }
        lastLost = end - 1
    }

    private mutating func begin(with length: Int64) {
        bursts += 1
        packets += length
        lost += length
        isInBurst = true
    }

    /// Goes on with those of another path, where `missing` packets in a row were lost between the two.
    mutating func append(_ later: LossBursts, missing: Int64) {
        if missing == 1 { isolated += 1 } else if missing > 1 { begin(with: missing) }
        add(later)
    }

    private mutating func add(_ other: LossBursts) {
        bursts += other.bursts
        packets += other.packets
        lost += other.lost
        isolated += other.isolated
    }

    /// Adds what a later count grew by from `start` to `end`. What the last loss before `start` began is the same in both
    /// wherever it still matters.
    mutating func resume(from start: LossBursts, to end: LossBursts, shift: Int64) {
        bursts += end.bursts - start.bursts
        packets += end.packets - start.packets
        lost += end.lost - start.lost
        isolated += end.isolated - start.isolated
        lastLost = end.lastLost + shift
        isInBurst = end.isInBurst
    }
}
