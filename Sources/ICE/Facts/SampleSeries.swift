public import Wire

/// Durations measured over time, kept as one bucket per step of Unix time: exact while samples are further apart than
/// the step (about 1 ms at first), and bounded: the step doubles whenever there are more than `capacity` buckets.
///
/// The buckets' edges do not depend on where a capture was cut, so that pieces add up to the whole.
public struct SampleSeries: Hashable, Sendable {
    public struct Bucket: Hashable, Sendable {
        /// Number of the step since the Unix epoch.
        var index: Int64
        public var count: Int
        /// Nanoseconds, all of them.
        public var sum: Int64
        public var minimum: Int64
        public var maximum: Int64
        /// The sample that was measured last, and when.
        public var last: Int64
        public var lastTime: Timestamp

        mutating func append(_ later: Bucket) {
            count += later.count
            sum &+= later.sum
            minimum = min(minimum, later.minimum)
            maximum = max(maximum, later.maximum)
            if later.lastTime >= lastTime {
                last = later.last
                lastTime = later.lastTime
            }
        }

        public var mean: Double { Double(sum) / Double(count) }
    }

    public static let capacity = 360
    /// Exponent of the first step in nanoseconds.
    private static let finestStep = 20

    /// In order of time.
    public private(set) var buckets: [Bucket] = []
    /// A bucket's width in nanoseconds is 2^20 times 2 to this power.
    private var doublings = 0

    public init() {}

    public var isEmpty: Bool { buckets.isEmpty }
    public var minimum: Int64? { buckets.lazy.map(\.minimum).min() }
    public var maximum: Int64? { buckets.lazy.map(\.maximum).max() }
    public var count: Int { buckets.reduce(0) { $0 + $1.count } }

    public mutating func observe(_ nanoseconds: Int64, at time: Timestamp) {
        insert(
            Bucket(
                index: time.nanoseconds >> (Self.finestStep + doublings), count: 1, sum: nanoseconds,
                minimum: nanoseconds, maximum: nanoseconds,
                last: nanoseconds, lastTime: time))
        limit()
    }

    public mutating func append(_ later: SampleSeries) {
        while doublings < later.doublings { coarsen() }
        for var bucket in later.buckets {
            bucket.index >>= Int64(doublings - later.doublings)
            insert(bucket)
        }
        limit()
    }

    /// The last sample measured at or before `time`, if it is not older than `age` nanoseconds.
    public func last(at time: Timestamp, age: Int64) -> (nanoseconds: Int64, time: Timestamp)? {
        guard let bucket = buckets.last(where: { $0.lastTime <= time }),
            time.nanoseconds(since: bucket.lastTime) <= age
        else { return nil }
        return (bucket.last, bucket.lastTime)
    }

    private mutating func insert(_ bucket: Bucket) {
        var position = buckets.count
        while position > 0, buckets[position - 1].index > bucket.index { position -= 1 }
        if position > 0, buckets[position - 1].index == bucket.index {
            buckets[position - 1].append(bucket)
        } else {
            buckets.insert(bucket, at: position)
        }
    }

    private mutating func limit() {
        while buckets.count > Self.capacity { coarsen() }
    }

    private mutating func coarsen() {
        doublings += 1
        let fine = buckets
        buckets.removeAll(keepingCapacity: true)
        for var bucket in fine {
            bucket.index >>= 1
            insert(bucket)
        }
    }
}
