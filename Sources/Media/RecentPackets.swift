/// Fingerprints of a stream's last packets, to tell a packet that the network doubled from one that the capture saw
/// twice: the same bytes, seen at another place of the capture (interface, packet type, MAC pair, VLAN or TTL).
@frozen
public struct RecentPackets: Sendable {
    @frozen
    @usableFromInline
    struct Entry: BitwiseCopyable, Sendable {
        @usableFromInline var fingerprint: UInt32
        @usableFromInline var origin: UInt32
        @usableFromInline var sequenceNumber: UInt16

        @inlinable
        init(fingerprint: UInt32, origin: UInt32, sequenceNumber: UInt16) {
            self.fingerprint = fingerprint
            self.origin = origin
            self.sequenceNumber = sequenceNumber
        }
    }

    @usableFromInline var entries: InlineArray<16, Entry>

    @inlinable
    public init() {
        // Numbers of another slot, so that no packet is taken for one seen before.
        entries = InlineArray { Entry(fingerprint: 0, origin: 0, sequenceNumber: UInt16($0 ^ 1)) }
    }

    /// Whether the capture has already seen this very packet elsewhere; remembers it if not.
    @inlinable
    public mutating func isSeenElsewhere(_ packet: RTPArrival) -> Bool {
        let slot = Int(packet.sequenceNumber & 15)
        let entry = entries[slot]
        if entry.sequenceNumber == packet.sequenceNumber, entry.fingerprint == packet.fingerprint,
            entry.origin != packet.origin
        {
            return true
        }
        entries[slot] = Entry(
            fingerprint: packet.fingerprint, origin: packet.origin, sequenceNumber: packet.sequenceNumber)
        return false
    }

    /// Whether the other leg lately carried a packet of the same number and the same bytes.
    public func sharesPacket(with other: RecentPackets) -> Bool {
        for slot in 0..<16 {
            let (mine, others) = (entries[slot], other.entries[slot])
            if mine.sequenceNumber == others.sequenceNumber, mine.fingerprint == others.fingerprint,
                Int(mine.sequenceNumber & 15) == slot
            {
                return true
            }
        }
        return false
    }
}
