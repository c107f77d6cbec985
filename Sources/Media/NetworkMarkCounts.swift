internal import Wire

/// Which hop limits, DSCP and ECN a stream's packets came with: another route shows as another hop limit.
public struct NetworkMarkCounts: Sendable {
    public struct Count: Equatable, BitwiseCopyable, Sendable {
        public var marks: NetworkMarks
        /// Unique packets.
        public var packets: Int64
        /// Frame that first had them.
        public var firstFrame: UInt64
    }

    /// Distinct marks kept; packets with others are counted with none.
    public static var capacity: Int { 32 }

    private var earlier: [Count] = []
    private var current: NetworkMarks
    private var currentFrame: UInt64
    /// The stream's unique packets when the current marks came up: so that nothing is counted per packet.
    private var uniqueBefore: Int64 = 0

    init(first packet: RTPArrival) {
        current = packet.marks
        currentFrame = packet.frame
    }

    /// - Parameter unique: the stream's unique packets before this one.
    @usableFromInline
    mutating func change(to packet: RTPArrival, unique: Int64) {
        store(unique: unique)
        current = packet.marks
        currentFrame = packet.frame
    }

    private mutating func store(unique: Int64) {
        add(Count(marks: current, packets: unique - uniqueBefore, firstFrame: currentFrame))
        uniqueBefore = unique
    }

    private mutating func add(_ count: Count) {
        if let index = earlier.firstIndex(where: { $0.marks == count.marks }) {
            earlier[index].packets += count.packets
        } else if earlier.count < Self.capacity {
            earlier.append(count)
        }
    }

    /// In order of appearance.
    ///
    /// - Parameter unique: the stream's unique packets so far.
    public func counts(unique: Int64) -> [Count] {
        var copy = self
        copy.store(unique: unique)
        return copy.earlier
    }

    /// Adds what a later count grew by from `start` to `end`, with the unique packets of each of the three.
    mutating func resume(
        from start: NetworkMarkCounts, to end: NetworkMarkCounts, unique: (now: Int64, start: Int64, end: Int64)
    ) {
        store(unique: unique.now)
        let before = start.counts(unique: unique.start)
        for count in end.counts(unique: unique.end) {
            let known = before.first { $0.marks == count.marks }
            add(
                Count(
                    marks: count.marks, packets: count.packets - (known?.packets ?? 0), firstFrame: count.firstFrame))
        }
        current = end.current
        currentFrame = end.currentFrame
        uniqueBefore = unique.now + unique.end - unique.start
    }
}

extension NetworkMarkCounts {
    var heapBytes: Int { earlier.heapBytes }
}
