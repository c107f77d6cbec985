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

    public init(clockRate: ClockRate) {
        ticksPerNanosecond = Double(clockRate.rawValue) / 1e9
        lastArrival = Timestamp(nanoseconds: 0)
        lastTimestamp = 0
    }

    /// Takes a packet ahead of all before it.
    @inlinable
    public mutating func observeInOrder(arrival: Timestamp, timestamp: UInt32) {
        if hasReference, timestamp != lastTimestamp {
            let arrived = Double(arrival.nanoseconds(since: lastArrival)) * ticksPerNanosecond
            let difference = abs(arrived - Double(Int32(bitPattern: timestamp &- lastTimestamp)))
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

    /// Takes any other unique packet: J stays, its mean has one more term.
    @inlinable
    public mutating func countPacket() {
        sum += current
        packets &+= 1
    }

    /// The next packet has nothing before it to be compared with: the stream restarted.
    @inlinable public mutating func forgetReference() { hasReference = false }

    @inlinable var millisecondsPerTick: Double { 1e-6 / ticksPerNanosecond }

    /// J now, in ms.
    public var lastMilliseconds: Double { current * millisecondsPerTick }
    /// Mean of J after each packet, in ms; nil without packets.
    public var meanMilliseconds: Double? { packets > 0 ? sum / Double(packets) * millisecondsPerTick : nil }
    public var maxMilliseconds: Double { maximum * millisecondsPerTick }
    /// Sum of J after each packet, in ms.
    @inlinable public var sumMilliseconds: Double { sum * millisecondsPerTick }
}
