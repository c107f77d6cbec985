internal import Wire

/// Distinct values with a tally each, in the order in which they first came: at most `capacity` of them.
public struct TallyList<Value: Hashable & Sendable>: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var value: Value
        public var tally: Tally
    }

    public private(set) var entries: [Entry] = []
    /// Sightings of values for which there was no room.
    public private(set) var overflow = 0
    private let capacity: Int

    public init(capacity: Int) { self.capacity = capacity }

    public var isEmpty: Bool { entries.isEmpty }

    public subscript(value: Value) -> Tally? { entries.first { $0.value == value }?.tally }

    public mutating func observe(_ value: Value, at moment: Moment) {
        append(value, Tally(moment))
    }

    public mutating func append(_ later: TallyList) {
        for entry in later.entries { append(entry.value, entry.tally) }
        overflow += later.overflow
    }

    private mutating func append(_ value: Value, _ tally: Tally) {
        if let index = entries.firstIndex(where: { $0.value == value }) {
            entries[index].tally.append(tally)
        } else if entries.count < capacity {
            entries.append(Entry(value: value, tally: tally))
        } else {
            overflow += tally.count
        }
    }
}

extension TallyList {
    var heapBytes: Int { entries.heapBytes }
}
