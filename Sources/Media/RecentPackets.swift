/// Fingerprints of a stream's last packets, to tell a packet that the network doubled from one that the capture saw
/// twice: the same bytes, seen at another place of the capture (interface, packet type, MAC pair, VLAN or TTL).
@frozen
public struct RecentPackets: Sendable {
    /// Each packet has its place by the lowest bits of its number.
    @usableFromInline static var capacity: Int { 16 }

    @usableFromInline var fingerprints = InlineArray<16, UInt32>(repeating: 0)
    @usableFromInline var origins = InlineArray<16, UInt32>(repeating: 0)
    /// Numbers of another place at first, so that no packet is taken for one seen before.
    @usableFromInline var sequenceNumbers: InlineArray<16, UInt16> = InlineArray { UInt16($0 ^ 1) }

    @inlinable public init() {}

    /// Whether the capture has already seen this very packet elsewhere; remembers it if not.
    @inlinable
    public mutating func isSeenElsewhere(_ packet: RTPArrival) -> Bool {
        let place = Int(packet.sequenceNumber & 15)
        if sequenceNumbers[place] == packet.sequenceNumber, fingerprints[place] == packet.fingerprint,
            origins[place] != packet.origin
        {
            return true
        }
        fingerprints[place] = packet.fingerprint
        origins[place] = packet.origin
        sequenceNumbers[place] = packet.sequenceNumber
        return false
    }

    /// Remembers the last packets of a run from one place.
    ///
    /// - Parameters:
    ///   - count: how many there were.
    ///   - last: the last one's number; the others' are those before it.
    ///   - fingerprints: of the last ones, each in its place.
    mutating func remember(_ count: Int, upTo last: UInt16, fingerprints: InlineArray<16, UInt32>, origin: UInt32) {
        if count >= Self.capacity {
            self.fingerprints = fingerprints
            origins = InlineArray(repeating: origin)
            let first = last &- 15
            for place in UInt16(0)..<16 { sequenceNumbers[Int(place)] = first &+ (place &- first) & 15 }
            return
        }
        for offset in 0..<UInt16(count) {
            let place = Int((last &- offset) & 15)
            self.fingerprints[place] = fingerprints[place]
            origins[place] = origin
            sequenceNumbers[place] = last &- offset
        }
    }

    /// Whether the other leg lately carried a packet of the same number and the same bytes.
    public func sharesPacket(with other: RecentPackets) -> Bool {
        (0..<Self.capacity).contains { place in
            sequenceNumbers[place] == other.sequenceNumbers[place] && fingerprints[place] == other.fingerprints[place]
                && Int(sequenceNumbers[place] & 15) == place
        }
    }
}
