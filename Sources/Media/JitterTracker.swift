public import Wire

/// Interarrival jitter of one RTP stream (RFC 3550 6.4.1, A.8, the floating form).
///
/// As receivers of the field do it: every in-order packet becomes the reference for the next, but only a changed
/// timestamp updates J, so that packets of one video frame, telephone events and padding do not count as early ones.
@frozen
public struct JitterTracker: Equatable, BitwiseCopyable, Sendable {
    /// A transit difference of this many ticks or more is a clock or timestamp jump, not jitter.
    @inlinable public static var maxDifference: Double { 450_000 }

    @usableFromInline var level: JitterLevel
    @usableFromInline var lastArrival: Timestamp
    @usableFromInline var lastTimestamp: UInt32
    @usableFromInline var hasReference = false
    /// Packets that the level's sum runs over.
    public var packets: Int64 = 0

    /// - Parameter clockRate: not 0.
    public init(clockRate: ClockRate) {
        level = JitterLevel(ticksPerNanosecond: Double(clockRate.rawValue) / 1e9)
        lastArrival = Timestamp(nanoseconds: 0)
        lastTimestamp = 0
    }

    /// Takes a packet ahead of all before it.
    @inlinable @inline(__always)
    public mutating func observeInOrder(arrival: Timestamp, timestamp: UInt32) {
        let difference = transitDifference(arrival, timestamp)
        observeInOrder(arrival: arrival, timestamp: timestamp, difference: difference)
    }

    /// - Parameter difference: `transitDifference` of the same packet.
    @inlinable @inline(__always)
    mutating func observeInOrder(arrival: Timestamp, timestamp: UInt32, difference: Double) {
        if hasReference, timestamp != lastTimestamp {
            let difference = abs(difference)
            if difference < Self.maxDifference { level.update(difference) }
        }
        hasReference = true
        lastArrival = arrival
        lastTimestamp = timestamp
        countPacket()
    }

    /// D of RFC 3550 6.4.1: what a packet's transit is more than that of the reference, in ticks.
    @inlinable @inline(__always)
    func transitDifference(_ arrival: Timestamp, _ timestamp: UInt32) -> Double {
        level.difference(
            nanoseconds: arrival.nanoseconds(since: lastArrival), ticks: Int32(bitPattern: timestamp &- lastTimestamp))
    }

    /// Takes any other unique packet: J stays, its mean has one more term.
    @inlinable
    public mutating func countPacket() {
        level.count()
        packets &+= 1
    }

    /// The next packet has nothing before it to be compared with: the stream restarted.
    @inlinable public mutating func forgetReference() { hasReference = false }

    /// The timestamps go on in another clock: what was measured stays in time.
    ///
    /// - Parameter clockRate: not 0.
    mutating func change(to clockRate: ClockRate) {
        let before = level.ticksPerNanosecond
        level.ticksPerNanosecond = Double(clockRate.rawValue) / 1e9
        guard level.ticksPerNanosecond != before else { return }
        level.scale(by: level.ticksPerNanosecond / before)
        forgetReference()
    }

    @inlinable var millisecondsPerTick: Double { 1e-6 / level.ticksPerNanosecond }

    /// J now, in ms.
    public var lastMilliseconds: Double { level.current * millisecondsPerTick }
    /// Mean of J after each packet, in ms; nil without packets.
    public var meanMilliseconds: Double? { packets > 0 ? level.sum / Double(packets) * millisecondsPerTick : nil }
    public var maxMilliseconds: Double { level.maximum * millisecondsPerTick }
    /// Sum of J after each packet, in ms.
    @inlinable public var sumMilliseconds: Double { level.sum * millisecondsPerTick }

    /// Takes J's greatest value anew from here on.
    mutating func resetMaximum() { level.maximum = level.current }

    /// Adds what a later tracker, whose J equals this one's and whose maximum was reset at `start`, counted from there to
    /// `end`.
    mutating func resume(from start: JitterTracker, to end: JitterTracker) {
        level.resume(from: start.level, to: end.level)
        packets += end.packets - start.packets
        hasReference = end.hasReference
        lastArrival = end.lastArrival
        lastTimestamp = end.lastTimestamp
    }
}

/// J of RFC 3550 6.4.1 and what is told of it, in ticks.
@frozen
@usableFromInline
struct JitterLevel: Equatable, BitwiseCopyable, Sendable {
    @usableFromInline var ticksPerNanosecond: Double
    @usableFromInline var current: Double = 0
    /// Over all packets.
    @usableFromInline var sum: Double = 0
    @usableFromInline var maximum: Double = 0

    @inlinable init(ticksPerNanosecond: Double) { self.ticksPerNanosecond = ticksPerNanosecond }

    /// D: by how much more two packets lie apart in time than in timestamps.
    @inlinable @inline(__always)
    func difference(nanoseconds: Int64, ticks: Int32) -> Double {
        Double(nanoseconds) * ticksPerNanosecond - Double(ticks)
    }

    /// - Parameter difference: |D| of two packets with different timestamps.
    @inlinable @inline(__always)
    mutating func update(_ difference: Double) {
        current += (difference - current) * 0.0625
        if current > maximum { maximum = current }
    }

    @inlinable @inline(__always)
    mutating func count() { sum += current }

    mutating func scale(by ratio: Double) {
        current *= ratio
        sum *= ratio
        maximum *= ratio
    }

    mutating func resume(from start: JitterLevel, to end: JitterLevel) {
        if start.ticksPerNanosecond != end.ticksPerNanosecond {
            // It changed its clock meanwhile, and so does this one.
            let (ratio, startRatio) = (
                end.ticksPerNanosecond / ticksPerNanosecond, end.ticksPerNanosecond / start.ticksPerNanosecond
            )
            ticksPerNanosecond = end.ticksPerNanosecond
            sum = sum * ratio + end.sum - start.sum * startRatio
            maximum = max(maximum * ratio, end.maximum)
            current = end.current
        } else {
            // The two may have been given different clocks; then the times are right and the ticks are not.
            let ratio = ticksPerNanosecond / end.ticksPerNanosecond
            current = end.current * ratio
            sum += (end.sum - start.sum) * ratio
            maximum = max(maximum, end.maximum * ratio)
        }
    }
}
