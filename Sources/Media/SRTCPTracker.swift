import Wire

/// Where the SRTCP of one sender carries its index, by what counts from datagram to datagram (RFC 3711 3.4, RFC 7714 9.2).
///
/// Ciphertext and tags are as good as random: at a wrong place a word follows the one before it, or is a first index, once
/// in 2^24 tries. Each source counts its own index.
public struct SRTCPTracker: Equatable, Sendable {
    /// Where the index may stand, in bytes before a datagram's end: behind it come nothing (AEAD) or an 80-bit tag
    /// (HMAC_SHA1), and a master key identifier of 0, 1, 2, 4 or 8 bytes.
    public static let distances = [4, 5, 6, 8, 12, 14, 15, 16, 18, 22]
    /// An index may skip those that were lost, or go back by those that were reordered.
    static let maxStep: Int64 = 64
    /// Sources told apart; what others send proves nothing.
    static let sourceCapacity = 16

    /// The words at `distances`, as far as the datagram is long enough: they ascend.
    private struct Words: Equatable, BitwiseCopyable, Sendable {
        var values = InlineArray<10, UInt32>(repeating: 0)
        var count = 0

        init(_ bytes: Span<UInt8>) {
            // The header and the SSRC are never encrypted (RFC 3711 3.4).
            while count < 10, bytes.count >= 8 + distances[count] {
                values[count] = bytes.uint32(at: bytes.count - distances[count])
                count += 1
            }
        }

        static func == (left: Words, right: Words) -> Bool {
            left.count == right.count && (0..<left.count).allSatisfy { left.values[$0] == right.values[$0] }
        }
    }

    private struct Source: Equatable, BitwiseCopyable, Sendable {
        var ssrc: UInt32
        var first: Words
        var last: Words
    }

    package struct Count: Equatable, BitwiseCopyable, Sendable {
        package var fits = 0
        package var misfits = 0
    }

    private var sources: [Source] = []
    /// For each of `distances`, datagrams whose word there is an index that goes on, or a source's first one, and those
    /// whose word cannot be the next index; empty before the first datagram.
    package private(set) var counts: [Count] = []
    /// Datagrams that are RTCP to their last byte.
    public private(set) var clear = 0
    /// Whole ones.
    public private(set) var datagrams = 0
    /// Cut by the snap length: what stands at the end is not known.
    public private(set) var cut = 0

    public init() {}

    public mutating func observe(_ bytes: Span<UInt8>, originalLength: Int) {
        if bytes.count < originalLength {
            cut += 1
            return
        }
        guard let evidence = SRTCPEvidence(bytes, originalLength: originalLength) else { return }
        datagrams += 1
        if evidence.parsesAsClear {
            clear += 1
            return
        }
        let words = Words(bytes)
        let ssrc = bytes.uint32(at: 4)
        if let index = sources.firstIndex(where: { $0.ssrc == ssrc }) {
            count(words, after: sources[index].last)
            sources[index].last = words
        } else if sources.count < Self.sourceCapacity {
            countFirst(words, by: 1)
            sources.append(Source(ssrc: ssrc, first: words, last: words))
        }
    }

    private mutating func beginCounting() {
        if counts.isEmpty { counts = [Count](repeating: Count(), count: Self.distances.count) }
    }

    /// The E bit with an index that only a source's beginning has.
    private mutating func countFirst(_ words: Words, by step: Int) {
        beginCounting()
        for place in 0..<words.count where words.values[place] & 0xffff_ff00 == 0x8000_0000 {
            counts[place].fits += step
        }
    }

    private mutating func count(_ words: Words, after before: Words) {
        for place in 0..<min(words.count, before.count) where words.values[place] != before.values[place] {
            if Self.follows(words.values[place], before.values[place]) {
                counts[place].fits += 1
            } else {
                counts[place].misfits += 1
            }
        }
    }

    /// Adds what was seen after this.
    public mutating func append(_ later: SRTCPTracker) {
        if !later.counts.isEmpty { beginCounting() }
        for (place, count) in later.counts.enumerated() {
            counts[place].fits += count.fits
            counts[place].misfits += count.misfits
        }
        clear += later.clear
        datagrams += later.datagrams
        cut += later.cut
        for source in later.sources {
            if let index = sources.firstIndex(where: { $0.ssrc == source.ssrc }) {
                countFirst(source.first, by: -1)
                count(source.first, after: sources[index].last)
                sources[index].last = source.last
            } else if sources.count < Self.sourceCapacity {
                sources.append(source)
            }
        }
    }

    private static func follows(_ word: UInt32, _ before: UInt32) -> Bool {
        guard word >> 31 == before >> 31 else { return false }
        let step = Int64(word & 0x7fff_ffff) - Int64(before & 0x7fff_ffff)
        return step != 0 && abs(step) <= maxStep
    }
}

extension SRTCPTracker {
    package var heapBytes: Int { sources.heapBytes + counts.heapBytes }
}
