/// How often how many packets in a row were lost.
@frozen
public struct LossRuns: Equatable, Sendable {
    @frozen
    public struct Run: Equatable, BitwiseCopyable, Sendable {
        /// Packets in a row.
        public var length: Int64
        public var count: Int64
    }

    /// Distinct lengths kept exactly; one more is counted with the next longer one, or else the longest.
    public static var capacity: Int { 256 }

    /// Ascending by length.
    public private(set) var runs: [Run] = []

    public init() {}

    public mutating func add(_ length: Int64, count: Int64 = 1) {
        let index = runs.firstIndex { $0.length >= length } ?? runs.count
        if index < runs.count, runs[index].length == length {
            runs[index].count += count
        } else if runs.count < Self.capacity {
            runs.insert(Run(length: length, count: count), at: index)
        } else {
            runs[min(index, runs.count - 1)].count += count
        }
    }

    public mutating func append(_ later: LossRuns) {
        for run in later.runs { add(run.length, count: run.count) }
    }

    /// Adds the runs that a later count holds at `end` and did not at `start`.
    mutating func resume(from start: LossRuns, to end: LossRuns) {
        for run in end.runs {
            let before = start.runs.first { $0.length == run.length }?.count ?? 0
            if run.count > before { add(run.length, count: run.count - before) }
        }
    }

    /// Packets lost in all runs; exact while no more than `capacity` lengths occurred.
    public var packets: Int64 { runs.reduce(0) { $0 + $1.length * $1.count } }
}
