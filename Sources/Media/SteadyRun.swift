public import Wire

/// Packets of one stream that each are just the next, soon after the one before it, with nothing else to be remarked: what
/// they come to, until the tracker takes them all at once (`StreamTracker.settle`).
///
/// Nearly every packet is such a one. This holds all that it is compared with and all that it changes, in a few cache lines
/// where the tracker has a dozen: with thousands of streams these are what a packet costs.
@frozen
public struct SteadyRun: BitwiseCopyable, Sendable {
    /// What one packet has of its own.
    @frozen
    public struct Packet: BitwiseCopyable, Sendable {
        public var time: Timestamp
        public var frame: UInt64
        public var timestamp: UInt32
        /// As in `RTPArrival`.
        public var fingerprint: UInt32
        public var length: Int32
        public var headerLength: Int32
        public var sequenceNumber: UInt16
        /// Marker and payload type.
        public var second: UInt8

        /// - Parameters:
        ///   - frame: as far as it was captured, the packet's fixed header at least.
        ///   - begin: where in it the packet begins.
        ///   - length: the packet's on the wire.
        @inlinable @inline(__always)
        public init(
            in frame: Span<UInt8>, from begin: Int, length: Int, headerLength: Int, time: Timestamp, number: UInt64
        ) {
            self.time = time
            self.frame = number
            timestamp = frame.uint32(at: begin &+ 4)
            fingerprint = frame.uint32(at: min(begin &+ length, frame.count) &- 4)
            self.length = Int32(truncatingIfNeeded: length)
            self.headerLength = Int32(truncatingIfNeeded: headerLength)
            sequenceNumber = frame.uint16(at: begin &+ 2)
            second = frame[begin &+ 1]
        }

        /// Bytes behind the headers.
        @inlinable var size: Int32 { length &- headerLength }
    }

    // The last packet.

    @usableFromInline var time = Timestamp(nanoseconds: 0)
    @usableFromInline var frame: UInt64 = 0

    /// Where the interval ends.
    @usableFromInline var intervalEnd = Timestamp.distantPast
    @usableFromInline var jitter = JitterLevel(ticksPerNanosecond: 0)
    @usableFromInline var playout = PlayoutLevel(limit: 0)

    @usableFromInline var timestamp: UInt32 = 0
    /// How long after the last packet the next may come, in ns; -1: none is taken.
    @usableFromInline var longestSilence: Int32 = -1
    @usableFromInline var mark = StreamContent.Mark()
    @usableFromInline var length: UInt16 = 0
    @usableFromInline var sequenceNumber: UInt16 = 0
    /// Its numbers may go on for so many: then a block begins.
    @usableFromInline var room: UInt16 = 0

    // All of them that are not settled.

    @usableFromInline var count: UInt16 = 0
    @usableFromInline var repeats: UInt16 = 0
    @usableFromInline var bytes: Int32 = 0
    @usableFromInline var headerBytes: Int32 = 0

    /// Where the row of packets of one size began that is going on, if it began in the run: how long before the interval's
    /// end, the lowest bits of its first frame, and how many packets of the run up to its first packet.
    @usableFromInline var row = Row.none
    /// Packets in such rows that have ended, all of them too short to be told one by one.
    @usableFromInline var inShortRows: UInt16 = 0

    /// Of the last packets, by the lowest bits of their numbers.
    @usableFromInline var fingerprints = InlineArray<16, UInt32>(repeating: 0)
    /// The last one's.
    @usableFromInline var second: UInt8 = 0

    // Only of use to some streams: a line of their own.
    @usableFromInline var elements = Elements()

    @frozen
    @usableFromInline
    struct Row: BitwiseCopyable, Sendable {
        @usableFromInline var beforeEnd: UInt32
        @usableFromInline var frame: UInt32
        @usableFromInline var count: UInt16

        @inlinable
        init(beforeEnd: UInt32, frame: UInt32, count: UInt16) {
            self.beforeEnd = beforeEnd
            self.frame = frame
            self.count = count
        }

        @inlinable static var none: Row { Row(beforeEnd: 0, frame: 0, count: .max) }
        @inlinable var isNone: Bool { count == .max }
    }

    @inlinable init() {}

    /// One that takes no packet.
    @inlinable public static var none: SteadyRun { SteadyRun() }

    /// Whether anything is to be settled.
    @inlinable public var isSettled: Bool { count == 0 }

    /// From the last packet to the next.
    @frozen
    public struct Step: BitwiseCopyable, Sendable {
        /// D of RFC 3550 6.4.1, in ticks.
        @usableFromInline var difference: Double
        @usableFromInline var repeatsTimestamp: Bool

        @inlinable @inline(__always)
        init(difference: Double, repeatsTimestamp: Bool) {
            self.difference = difference
            self.repeatsTimestamp = repeatsTimestamp
        }
    }

    /// How the packet follows; nil if it does not go on as the ones before it.
    ///
    /// - Parameter packet: without padding, from where the last one came, under the same headers.
    @inlinable @inline(__always)
    public func step(to packet: Packet) -> Step? {
        let silence = packet.time.nanoseconds(since: time)
        let ticks = Int32(bitPattern: packet.timestamp &- timestamp)
        let difference = jitter.difference(nanoseconds: silence, ticks: ticks)
        guard silence >= 0, silence <= longestSilence, packet.time < intervalEnd, room > 0,
            packet.sequenceNumber == sequenceNumber &+ 1, (packet.second ^ second) & 0x7f == 0,
            abs(difference) < JitterTracker.maxDifference, playout.isPunctual(difference)
        else { return nil }
        return Step(difference: difference, repeatsTimestamp: ticks == 0)
    }

    /// Follows the packet's size and last bytes, if there is nothing to be remarked in them but that a short row of packets of
    /// one size began or ended: sizes that vary are the same by chance now and then.
    ///
    /// - Returns: false, and nothing is done, if there is more.
    @inlinable @inline(__always)
    public mutating func followContent(_ packet: Packet) -> Bool {
        let isSameSize = packet.size == mark.size
        if isSameSize == mark.isSameSize, !isSameSize { return true }
        let isSameBytes = isSameSize && packet.fingerprint == fingerprint
        guard isSameBytes == mark.isSameBytes else { return false }
        return isSameSize == mark.isSameSize || (isSameSize ? beginRow() : endRow())
    }

    @inlinable
    mutating func beginRow() -> Bool {
        guard !mark.isSameBytes, let beforeEnd = UInt32(exactly: intervalEnd.nanoseconds(since: time)) else {
            return false
        }
        row = Row(beforeEnd: beforeEnd, frame: UInt32(truncatingIfNeeded: frame), count: count)
        mark.isSameSize = true
        return true
    }

    @inlinable
    mutating func endRow() -> Bool {
        guard !row.isNone, !mark.isSameBytes,
            time.nanoseconds(since: rowBegin) < SteadySpans.minimumNanoseconds
        else { return false }
        inShortRows &+= count &- row.count &+ 1
        row = .none
        mark.isSameSize = false
        return true
    }

    @inlinable var rowBegin: Timestamp { intervalEnd.advanced(byNanoseconds: -Int64(row.beforeEnd)) }
    @inlinable var rowFrame: UInt64 { frame &- UInt64(UInt32(truncatingIfNeeded: frame) &- row.frame) }

    @inlinable var fingerprint: UInt32 { fingerprints[Int(sequenceNumber & 15)] }

    /// Takes the packet that `step` is of.
    @inlinable @inline(__always)
    public mutating func take(_ packet: Packet, _ step: Step) {
        playout.move(step.difference)
        if step.repeatsTimestamp { repeats &+= 1 } else { jitter.update(abs(step.difference)) }
        jitter.count()
        room &-= 1
        count &+= 1
        bytes &+= packet.length
        headerBytes &+= packet.headerLength
        fingerprints[Int(packet.sequenceNumber & 15)] = packet.fingerprint
        time = packet.time
        frame = packet.frame
        timestamp = packet.timestamp
        length = UInt16(truncatingIfNeeded: packet.length)
        mark.size = packet.size
        sequenceNumber = packet.sequenceNumber
        second = packet.second
    }
}
