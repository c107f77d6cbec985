public import Wire

/// Values over time, the last one of each step of Unix time: bounded, as the step doubles whenever there are more than
/// `capacity` of them. The steps' edges do not depend on where a capture was cut.
public struct TimedSeries<Value: Equatable & Sendable>: Equatable, Sendable {
    public struct Entry: Equatable, Sendable {
        public var time: Timestamp
        public var value: Value
    }

    public static var capacity: Int { 128 }

    /// Ascending.
    public private(set) var entries: [Entry] = []
    /// A step is 2^20 ns, about 1 ms, times 2 to this power.
    private var doublings = 0

    public init() {}

    public mutating func observe(_ value: Value, at time: Timestamp) {
        insert(Entry(time: time, value: value))
        limit()
    }

    public mutating func append(_ later: TimedSeries) {
        while doublings < later.doublings { coarsen() }
        for entry in later.entries { insert(entry) }
        limit()
    }

    private func step(of entry: Entry) -> Int64 { entry.time.nanoseconds >> Int64(20 + doublings) }

    private mutating func insert(_ entry: Entry) {
        let own = step(of: entry)
        var position = entries.count
        while position > 0, step(of: entries[position - 1]) > own { position -= 1 }
        if position > 0, step(of: entries[position - 1]) == own {
            if entry.time >= entries[position - 1].time { entries[position - 1] = entry }
        } else {
            entries.insert(entry, at: position)
        }
    }

    private mutating func limit() {
        while entries.count > Self.capacity, doublings < 43 { coarsen() }
    }

    private mutating func coarsen() {
        doublings += 1
        let fine = entries
        entries.removeAll(keepingCapacity: true)
        for entry in fine { insert(entry) }
    }
}
