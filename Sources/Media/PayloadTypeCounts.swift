public import Wire

/// How many of a stream's packets had which payload type, and how the timestamps went meanwhile.
@frozen
public struct PayloadTypeCounts: Sendable {
    @frozen
    public struct Count: Equatable, BitwiseCopyable, Sendable {
        public var payloadType: PayloadType
        public var packets: Int64
        /// Frame that first had it.
        public var firstFrame: UInt64
        /// How often the stream changed to it.
        public var runs: Int64 = 0
        /// Of these, such as look like telephone events (RFC 4733 2.3, 2.5.1): four bytes of payload and perhaps a tag,
        /// the first packet marked.
        public var eventRuns: Int64 = 0
        /// Time and timestamps that passed while it was in use.
        public var nanoseconds: Int64 = 0
        public var ticks: Int64 = 0

        @inlinable
        init(payloadType: PayloadType, packets: Int64, firstFrame: UInt64) {
            self.payloadType = payloadType
            self.packets = packets
            self.firstFrame = firstFrame
        }

        /// Ticks per second, of 2 s and more; the slope of its timestamps.
        public var ticksPerSecond: Double? {
            nanoseconds >= 2_000_000_000 ? Double(ticks) * 1e9 / Double(nanoseconds) : nil
        }

        mutating func add(_ later: Count) {
            packets += later.packets
            runs += later.runs
            eventRuns += later.eventRuns
            nanoseconds &+= later.nanoseconds
            ticks &+= later.ticks
        }

        mutating func subtract(_ earlier: Count) {
            packets -= earlier.packets
            runs -= earlier.runs
            eventRuns -= earlier.eventRuns
            nanoseconds &-= earlier.nanoseconds
            ticks &-= earlier.ticks
        }
    }

    /// In order of first appearance; the type in use is counted in `current` until it changes.
    @usableFromInline var current = Self.nothing
    @usableFromInline var earlier: [Count] = []
    /// Up to where `current` has counted time and timestamps.
    private var spanTime = Timestamp(nanoseconds: 0)
    private var spanTimestamp: UInt32 = 0
    /// Bytes behind the header of an event's first packet; 0 where the run did not begin like an event.
    private var eventSize: Int32 = 0

    /// Of a type that no packet has.
    @usableFromInline static var nothing: Count {
        Count(payloadType: PayloadType(rawValue: 255), packets: 0, firstFrame: 0)
    }

    /// An event of four bytes: in the clear, or with an SRTP tag of 32 or 80 bits, or of AES-GCM.
    private static let eventSizes: [Int32] = [4, 8, 14, 20]

    public init() {}

    /// Takes packets of the type in use.
    @inlinable
    mutating func count(_ packets: Int64 = 1) { current.packets &+= packets }

    /// - Parameter last: the packet before.
    mutating func change(to packet: RTPArrival, after last: RTPArrival) {
        store(closedAt: last)
        current = Count(payloadType: packet.payloadType, packets: 0, firstFrame: packet.frame)
        current.runs = 1
        let size = packet.protectedLength
        eventSize = packet.marker && Self.eventSizes.contains(size) ? size : 0
        beginSpan(at: packet)
    }

    /// The timestamps begin anew.
    mutating func beginSpan(at packet: RTPArrival) {
        spanTime = packet.time
        spanTimestamp = packet.timestamp
    }

    /// Counts the time that has passed; often enough for timestamps not to wrap meanwhile.
    mutating func extendSpan(to packet: RTPArrival) {
        guard packet.payloadType == current.payloadType else { return }
        current.nanoseconds &+= packet.time.nanoseconds(since: spanTime)
        current.ticks &+= Int64(Int32(bitPattern: packet.timestamp &- spanTimestamp))
        beginSpan(at: packet)
    }

    private mutating func store(closedAt last: RTPArrival) {
        extendSpan(to: last)
        if eventSize > 0, last.protectedLength == eventSize { current.eventRuns += 1 }
        eventSize = 0
        store()
    }

    private mutating func store() {
        if current.payloadType != Self.nothing.payloadType { add(current) }
    }

    private mutating func add(_ count: Count) {
        if let index = earlier.firstIndex(where: { $0.payloadType == count.payloadType }) {
            earlier[index].add(count)
        } else {
            earlier.append(count)
        }
    }

    /// All types, most packets first.
    ///
    /// - Parameter last: the stream's last packet.
    func counts(upTo last: RTPArrival) -> [Count] {
        var copy = self
        copy.store(closedAt: last)
        return copy.earlier.sorted {
            ($1.packets, $0.payloadType.rawValue) < ($0.packets, $1.payloadType.rawValue)
        }
    }

    /// Adds what a later count grew by from `start` to `end`.
    ///
    /// - Parameter last: the packet at `start`, the last of this one too.
    mutating func resume(from start: PayloadTypeCounts, to end: PayloadTypeCounts, at last: RTPArrival) {
        extendSpan(to: last)
        store()
        var before = start
        before.extendSpan(to: last)
        before.store()
        var after = end
        after.store()
        for count in after.earlier {
            var growth = count
            if let known = before.earlier.first(where: { $0.payloadType == count.payloadType }) {
                growth.subtract(known)
            }
            if growth.packets > 0 { add(growth) }
        }
        // The run goes on: it is none of its own.
        current = Count(payloadType: end.current.payloadType, packets: 0, firstFrame: end.current.firstFrame)
        spanTime = end.spanTime
        spanTimestamp = end.spanTimestamp
        eventSize = end.eventSize
    }
}

extension StreamTracker {
    /// All payload types, most packets first.
    public var payloadTypeCounts: [PayloadTypeCounts.Count] { payloadTypes.counts(upTo: last) }

    @usableFromInline
    mutating func changePayloadType(to packet: RTPArrival) {
        payloadTypes.change(to: packet, after: last)
        timing.follow(packet.payloadType, fillingIn: &series)
    }
}
