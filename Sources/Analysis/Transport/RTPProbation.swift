import Media
import Wire

/// Packets that look like RTP, until enough of them fit together to be a stream (RFC 3550 A.1; here with evidence from
/// the path too).
///
/// A fixed table: buckets by path, and by path and SSRC, of which a candidate takes the emptier one; each with room for a few
/// SSRCs, those that pause making way first. So neither a flood of SSRCs nor of 5-tuples grows it, and a stream that begins anew soon finds room. It
/// has room for all streams of a busy server at once, where a capture begins in the middle of them.
struct RTPProbation {
    /// Packets that must fit on a path that nothing else is known of.
    static var packetsNeededAlone: Int { 4 }
    /// Packets that must fit where STUN, DTLS or another stream shows that the path carries media.
    static var packetsNeededInContext: Int { 2 }

    private static var bucketCount: Int { 8192 }
    private static var ways: Int { 8 }
    static var capacity: Int { bucketCount * ways }
    /// Packets kept of one candidate, later ones replacing the last.
    private static var packetCapacity: Int { 8 }
    /// A candidate that pauses longer than this begins again.
    private static var maxPause: Int64 { 10_000_000_000 }

    struct Candidate {
        var key: PathKey
        var isForward: Bool
        var ssrc: SSRC
        var packets: [RTPArrival]
    }

    /// One that pauses longer than this makes way at once where room is needed.
    private static var busyPause: Int64 { 1_000_000_000 }
    /// One of so many newcomers takes the place of a busy candidate, that with fewest packets.
    private static var turnsAway: Int { 4 }

    private var buckets: [[Candidate]]
    private var turnedAway = 0
    /// Candidates that made way for others before they had paused for long, and packets of others that found no room.
    private(set) var evicted = 0

    init() { buckets = [[Candidate]](repeating: [], count: Self.bucketCount) }

    /// Takes a packet of no known stream.
    ///
    /// - Returns: the candidate with all its packets, once it is a stream.
    mutating func receive(
        _ packet: RTPArrival, ssrc: SSRC, key: PathKey, isForward: Bool, hash: UInt64, hasContext: Bool
    ) -> Candidate? {
        let (own, other) = Self.buckets(of: ssrc, hash: hash)
        func way(in bucket: Int) -> Int? {
            buckets[bucket].firstIndex { $0.ssrc == ssrc && $0.isForward == isForward && $0.key == key }
        }
        guard let (bucket, way) = way(in: own).map({ (own, $0) }) ?? way(in: other).map({ (other, $0) }) else {
            let bucket = buckets[own].count <= buckets[other].count ? own : other
            guard makeRoom(in: bucket, at: packet.time) else { return nil }
            buckets[bucket].append(Candidate(key: key, isForward: isForward, ssrc: ssrc, packets: [packet]))
            return nil
        }
        var candidate = buckets[bucket].remove(at: way)
        if let last = candidate.packets.last,
            !Self.isPlausible(from: last, to: packet, hasContext: hasContext)
        {
            candidate.packets.removeAll(keepingCapacity: true)
        }
        if candidate.packets.count >= Self.packetCapacity { candidate.packets.removeLast() }
        candidate.packets.append(packet)
        if Self.isStream(candidate, hasContext: hasContext) { return candidate }
        buckets[bucket].append(candidate)
        return nil
    }

    /// Finds room for another candidate.
    ///
    /// Where all are busy most newcomers are turned away, and come again with their next packet: if each took the place of
    /// another, those of a bucket that has too many (a capture that begins on a busy server) would all keep each other
    /// from ever being proved.
    private mutating func makeRoom(in bucket: Int, at now: Timestamp) -> Bool {
        guard buckets[bucket].count >= Self.ways else { return true }
        func pause(_ candidate: Candidate) -> Int64 {
            candidate.packets.last.map { now.nanoseconds(since: $0.time) } ?? .max
        }
        // They stand in the order of their last packets.
        if let first = buckets[bucket].first, pause(first) > Self.busyPause {
            if pause(first) <= Self.maxPause { evicted += 1 }
            buckets[bucket].removeFirst()
            return true
        }
        evicted += 1
        turnedAway &+= 1
        guard turnedAway % Self.turnsAway == 0 else { return false }
        let victim = buckets[bucket].indices.min {
            buckets[bucket][$0].packets.count < buckets[bucket][$1].packets.count
        }
        buckets[bucket].remove(at: victim ?? 0)
        return true
    }

    /// That of the path, and one of the path and the SSRC together, so that a flood of SSRCs on one path does not drive the
    /// path's own stream out before its next packet.
    private static func buckets(of ssrc: SSRC, hash: UInt64) -> (own: Int, other: Int) {
        let mixed = (hash ^ UInt64(ssrc.rawValue)) &* 0x9e37_79b9_7f4a_7c15
        return (bucket(hash), bucket(mixed))
    }

    private static func bucket(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & (bucketCount - 1) }

    /// The path turned out to carry media: candidates on it that are streams by that measure.
    mutating func takeStreams(on key: PathKey, hash: UInt64) -> [Candidate] {
        let bucket = Self.bucket(hash)
        var taken = [Candidate]()
        buckets[bucket].removeAll { candidate in
            guard candidate.key == key, Self.isStream(candidate, hasContext: true) else { return false }
            taken.append(candidate)
            return true
        }
        return taken
    }

    private static func isStream(_ candidate: Candidate, hasContext: Bool) -> Bool {
        let needed = hasContext ? packetsNeededInContext : packetsNeededAlone
        guard candidate.packets.count >= needed, let first = candidate.packets.first else { return false }
        var distinct = [UInt16]()
        for packet in candidate.packets where !distinct.contains(packet.sequenceNumber) {
            distinct.append(packet.sequenceNumber)
        }
        guard distinct.count >= needed else { return false }
        if hasContext { return true }
        // A clock that never moves is no media, but for the packets of one telephone event (RFC 4733 2.5.1).
        let moves = candidate.packets.contains { $0.timestamp != first.timestamp }
        return moves || (first.payloadType.rawValue >= 96 && candidate.packets.allSatisfy { $0.length <= 32 })
    }

    private static func isPlausible(from last: RTPArrival, to next: RTPArrival, hasContext: Bool) -> Bool {
        let elapsed = next.time.nanoseconds(since: last.time)
        guard elapsed <= maxPause, elapsed >= -maxPause else { return false }
        let step = Int16(bitPattern: next.sequenceNumber &- last.sequenceNumber)
        if hasContext { return abs(Int(step)) < 3000 }
        // 64...95 are RTCP's shadow or unassigned (RFC 5761 4, RFC 3551 6).
        guard !(64...95).contains(next.payloadType.rawValue), abs(Int(step)) <= 16 else { return false }
        let ticks = Double(Int32(bitPattern: next.timestamp &- last.timestamp))
        // No clock in use runs faster than 90 kHz; half a second covers bursts and reordering.
        return abs(ticks) <= (abs(Double(elapsed)) / 1e9 + 0.5) * 90_000 * 1.1
    }
}
