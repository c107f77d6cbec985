public import Wire

/// Interarrival jitter of one RTP stream (RFC 3550 6.4.1, A.8, the floating form).
///
/// As receivers of the field do it: every in-order packet becomes the reference for the next, but only a changed
/// timestamp updates J, so that packets of one video frame, telephone events and padding do not count as early ones.
@frozen
public struct JitterTracker: Equatable, BitwiseCopyable, Sendable {
    /// A transit difference of this many ticks or more is a clock or timestamp jump, not jitter.
    @inlinable public static var maxDifference: Double { 450_000 }

    /// Ticks per nanosecond.
    @usableFromInline var ticksPerNanosecond: Double
    @usableFromInline var lastArrival: Timestamp
    @usableFromInline var lastTimestamp: UInt32
    @usableFromInline var hasReference = false
    /// J in ticks, its sum over all packets and its greatest value.
    @usableFromInline var current: Double = 0
    @usableFromInline var sum: Double = 0
    @usableFromInline var maximum: Double = 0
    /// Packets that `sum` runs over.
    public var packets: Int64 = 0

    /// - Parameter clockRate: not 0.
    public init(clockRate: ClockRate) {
        ticksPerNanosecond = Double(clockRate.rawValue) / 1e9
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
            if difference < Self.maxDifference {
                current += (difference - current) * 0.0625
                if current > maximum { maximum = current }
            }
        }
        hasReference = true
        lastArrival = arrival
        lastTimestamp = timestamp
        countPacket()
    }

    /// D of RFC 3550 6.4.1: what a packet's transit is more than that of the reference, in ticks.
    @inlinable @inline(__always)
    func transitDifference(_ arrival: Timestamp, _ timestamp: UInt32) -> Double {
        Double(arrival.nanoseconds(since: lastArrival)) * ticksPerNanosecond
            - Double(Int32(bitPattern: timestamp &- lastTimestamp))
    }

    /// Takes any other unique packet: J stays, its mean has one more term.
    @inlinable
    public mutating func countPacket() {
        sum += current
        packets &+= 1
    }

    /// The next packet has nothing before it to be compared with: the stream restarted.
    @inlinable public mutating func forgetReference() { hasReference = false }

    /// The timestamps go on in another clock: what was measured stays in time.
    ///
    /// - Parameter clockRate: not 0.
    mutating func change(to clockRate: ClockRate) {
        let before = ticksPerNanosecond
        ticksPerNanosecond = Double(clockRate.rawValue) / 1e9
        guard ticksPerNanosecond != before else { return }
        let ratio = ticksPerNanosecond / before
        current *= ratio
        sum *= ratio
        maximum *= ratio
        forgetReference()
    }

    @inlinable var millisecondsPerTick: Double { 1e-6 / ticksPerNanosecond }

    /// J now, in ms.
    public var lastMilliseconds: Double { current * millisecondsPerTick }
    /// Mean of J after each packet, in ms; nil without packets.
    public var meanMilliseconds: Double? { packets > 0 ? sum / Double(packets) * millisecondsPerTick : nil }
    public var maxMilliseconds: Double { maximum * millisecondsPerTick }
    /// Sum of J after each packet, in ms.
    @inlinable public var sumMilliseconds: Double { sum * millisecondsPerTick }

    /// Takes J's greatest value anew from here on.
    mutating func resetMaximum() { maximum = current }

    /// Adds what a later tracker, whose J equals this one's and whose maximum was reset at `start`, counted from there to
    /// `end`.
    mutating func resume(from start: JitterTracker, to end: JitterTracker) {
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
        packets += end.packets - start.packets
        hasReference = end.hasReference
        lastArrival = end.lastArrival
        lastTimestamp = end.lastTimestamp
    }
}
