/// How often how many packets in a row were lost.
@frozen
public struct LossRuns: Equatable, Sendable {
    /// Distinct lengths kept exactly; a longer or further one is counted with the nearest kept.
    public static var capacity: Int { 64 }

    /// Ascending by length.
    public var counts: [(length: Int64, count: Int64)] = []

    @inlinable public init() { counts = [] }

    public static func == (left: LossRuns, right: LossRuns) -> Bool {
        left.counts.elementsEqual(right.counts) { $0.length == $1.length && $0.count == $1.count }
    }

    public mutating func add(_ length: Int64, count: Int64 = 1) {
        var index = counts.firstIndex { $0.length >= length } ?? counts.count
        if index < counts.count, counts[index].length == length {
            counts[index].count += count
        } else if counts.count < Self.capacity {
            counts.insert((length, count), at: index)
        } else {
            index = min(index, counts.count - 1)
            counts[index].count += count
        }
    }

    public mutating func append(_ later: LossRuns) {
        for run in later.counts { add(run.length, count: run.count) }
    }

    /// Packets lost in all runs; exact while no more than `capacity` lengths occurred.
    public var packets: Int64 { counts.reduce(0) { $0 + $1.length * $1.count } }
}
