/// The hash behind `NetworkPacket.origin`: where in the network, and where in the capture, a packet was seen.
@frozen
@usableFromInline
struct PacketOrigin: BitwiseCopyable {
    @usableFromInline var state: UInt64

    @inlinable @inline(__always)
    init(_ seed: UInt32) {
        state = UInt64(seed) &+ 0x9e37_79b9_7f4a_7c15
    }

    @inlinable @inline(__always)
    mutating func mix(_ value: UInt64) {
        state = (state ^ value) &* 0x9e37_79b9_7f4a_7c15
        state ^= state >> 32
    }

    /// Two MAC addresses, of which the order counts.
    @inlinable @inline(__always)
    mutating func mix(addresses first: UInt64, _ second: UInt64) {
        mix(first << 16 ^ second)
    }

    @inlinable @inline(__always)
    func value(timeToLive: UInt8) -> UInt32 {
        var end = self
        end.mix(UInt64(timeToLive))
        return UInt32(truncatingIfNeeded: end.state)
    }
}
