import Wire

/// What 5-tuples that nothing else is known of carried and may be ChannelData, until there is enough of it.
///
/// A fixed table: buckets by 5-tuple, each with room for a few, the least recently used making way.
struct ChannelSuspectTable {
    /// A datagram that may be ChannelData.
    struct Suspect {
        var datagram: Datagram
        var bytes: [UInt8]
    }

    private struct Entry {
        var key: PathKey
        var suspects: [Suspect]
    }

    private static var bucketCount: Int { 256 }
    private static var ways: Int { 4 }
    static var capacity: Int { bucketCount * ways }
    /// Datagrams before the one that convinces.
    private static var needed: Int { 3 }
    /// A jumbo frame is no packet of a call.
    private static var longest: Int { 2048 }

    private var buckets = [[Entry]](repeating: [], count: bucketCount)
    /// Those that made way.
    private(set) var evicted = 0

    /// Takes one more datagram of a 5-tuple.
    ///
    /// - Returns: those before it, once there are enough; they are forgotten here.
    mutating func receive(
        _ datagram: Datagram, _ bytes: Span<UInt8>, key: PathKey, hash: UInt64
    ) -> [Suspect]? {
        let bucket = Int(truncatingIfNeeded: hash >> 40) & (Self.bucketCount - 1)
        var entry = Entry(key: key, suspects: [])
        if let way = buckets[bucket].firstIndex(where: { $0.key == key }) {
            entry = buckets[bucket].remove(at: way)
        }
        if entry.suspects.count >= Self.needed { return entry.suspects }
        if bytes.count <= Self.longest {
            entry.suspects.append(Suspect(datagram: datagram, bytes: bytes.copied()))
        }
        if buckets[bucket].count >= Self.ways {
            evicted += buckets[bucket].removeFirst().suspects.count
        }
        buckets[bucket].append(entry)
        return nil
    }
}
