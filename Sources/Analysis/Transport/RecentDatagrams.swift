/// A path's last datagrams other than RTP, to drop those that the capture saw a second time at another place: the same
/// bytes with another origin (interface, packet type, MAC pair, VLAN or time to live).
struct RecentDatagrams: BitwiseCopyable {
    private struct Entry: BitwiseCopyable {
        var hash: UInt64
        var origin: UInt32
    }

    private var entries = InlineArray<8, Entry>(repeating: Entry(hash: 0, origin: 0))
    private var next = 0

    /// Where else the datagram was seen already; remembers it if it was not.
    mutating func originSeenBefore(_ bytes: Span<UInt8>, length: Int, isForward: Bool, origin: UInt32) -> UInt32? {
        // FNV-1a over the head and tail: STUN has its transaction id in front, DTLS its record numbers, RTCP its tag
        // behind.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(length) << 1 ^ (isForward ? 1 : 0)
        for index in 0..<min(32, bytes.count) { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
        for index in max(32, bytes.count - 16)..<max(32, bytes.count) {
            hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3
        }
        for slot in 0..<8 where entries[slot].hash == hash && entries[slot].origin != origin {
            return entries[slot].origin
        }
        entries[next] = Entry(hash: hash, origin: origin)
        next = (next + 1) & 7
        return nil
    }
}
