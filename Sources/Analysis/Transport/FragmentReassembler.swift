public import Wire

/// Puts IP packets together again from their fragments, IPv4 (RFC 791 3.2) and IPv6 (RFC 8200 4.5).
///
/// Bounded in packets, fragments, bytes and capture time; the oldest packet goes first. Fragments that overlap are an
/// attack or a mistake: such a packet is dropped with all that follows of it, as RFC 5722 says for IPv6 and Linux does
/// for both. Copies seen at different places of the capture (`NetworkPacket.origin`) are put together apart.
public struct FragmentReassembler: Sendable {
    /// How long a packet waits for its missing fragments, ns of capture time: what Linux gives an IPv4 packet.
    public static let lifetime: Int64 = 30_000_000_000
    public static let maximumPackets = 512
    /// Payload bytes of all unfinished packets.
    public static let maximumBytes = 4 << 20

    public struct Counts: Hashable, Sendable {
        public var fragments = 0
        public var reassembled = 0
        /// Repeated fragments.
        public var duplicates = 0
        /// Packets given up because a fragment did not come in time.
        public var expired = 0
        /// Packets given up because there were too many.
        public var evicted = 0
        /// Packets given up because fragments overlapped or contradicted each other.
        public var overlapping = 0
        /// Fragments that no packet can have: empty, not a multiple of 8 bytes, behind the end of the longest packet.
        public var malformed = 0
    }

    /// A whole IP payload.
    public struct Reassembled: Sendable {
        /// The first fragment's headers, for `FrameDecoder.decodeTransport`.
        public var packet: NetworkPacket
        /// The payload, up to the first byte that the snap length cut off.
        public var payload: [UInt8]
        /// The payload's length on the wire.
        public var originalLength: Int
        /// The fragments' frames, ascending.
        public var frames: [UInt64]
    }

    public private(set) var counts = Counts()
    /// Oldest first.
    private var pending: [FragmentedPacket] = []
    private var pendingBytes = 0

    public init() {}

    /// Takes a packet of kind `fragment`; gives the whole one if this was its last missing piece.
    ///
    /// - Parameter payload: the fragment's captured payload.
    public mutating func receive(
        _ fragment: NetworkPacket, payload: Span<UInt8>, at time: Timestamp, frame: UInt64
    ) -> Reassembled? {
        counts.fragments += 1
        expire(before: time)
        let length = fragment.payloadLength
        guard length > 0, Int(fragment.fragment.offset) + length <= 65535,
            !fragment.fragment.moreFollow || length % 8 == 0
        else {
            counts.malformed += 1
            return nil
        }
        let key = FragmentedPacket.Key(fragment)
        var index = pending.count - 1
        while index >= 0, pending[index].key != key { index -= 1 }
        if index < 0 {
            if pending.count == Self.maximumPackets { evictOldest() }
            pending.append(FragmentedPacket(key: key, firstSeen: time))
            index = pending.count - 1
        }
        let before = pending[index].storedBytes
        let outcome = pending[index].insert(fragment, payload: payload, frame: frame)
        pendingBytes += pending[index].storedBytes - before
        switch outcome {
        case .incomplete: break
        case .duplicate: counts.duplicates += 1
        case .contradiction: counts.overlapping += 1
        case .complete:
            let packet = pending.remove(at: index)
            pendingBytes -= packet.storedBytes
            counts.reassembled += 1
            return packet.assembled()
        }
        while pendingBytes > Self.maximumBytes { evictOldest() }
        return nil
    }

    private mutating func expire(before time: Timestamp) {
        while let oldest = pending.first, time.nanoseconds(since: oldest.firstSeen) > Self.lifetime {
            if !oldest.isPoisoned { counts.expired += 1 }
            removeOldest()
        }
    }

    private mutating func evictOldest() {
        if pending.first?.isPoisoned == false { counts.evicted += 1 }
        removeOldest()
    }

    private mutating func removeOldest() {
        pendingBytes -= pending.removeFirst().storedBytes
    }
}
