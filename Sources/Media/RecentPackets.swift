/// Fingerprints of a stream's last packets, to tell a packet that the network doubled from one that the capture saw
/// twice: the same bytes, seen at another place of the capture (interface, packet type, MAC pair, VLAN or TTL).
@frozen
public struct RecentPackets: Sendable {
    @usableFromInline var fingerprints = InlineArray<16, UInt32>(repeating: 0)
    @usableFromInline var origins = InlineArray<16, UInt32>(repeating: 0)
    @usableFromInline var sequenceNumbers = InlineArray<16, UInt16>(repeating: 0)

    @inlinable
    public init() {
        // Numbers of another slot, so that no packet is taken for one seen before.
        for slot in 0..<16 { sequenceNumbers[slot] = UInt16(slot ^ 1) }
    }

    /// Whether the capture has already seen this very packet elsewhere; remembers it if not.
    @inlinable
    public mutating func isSeenElsewhere(_ packet: RTPArrival) -> Bool {
        let slot = Int(packet.sequenceNumber & 15)
        if sequenceNumbers[slot] == packet.sequenceNumber, fingerprints[slot] == packet.fingerprint,
            origins[slot] != packet.origin
        {
            return true
        }
        sequenceNumbers[slot] = packet.sequenceNumber
        fingerprints[slot] = packet.fingerprint
        origins[slot] = packet.origin
        return false
    }

    /// Whether the other leg lately carried a packet of the same number and the same bytes.
    public func sharesPacket(with other: RecentPackets) -> Bool {
        for slot in 0..<16
        where sequenceNumbers[slot] == other.sequenceNumbers[slot] && fingerprints[slot] == other.fingerprints[slot]
            && Int(sequenceNumbers[slot] & 15) == slot
        {
            return true
        }
        return false
    }
}
