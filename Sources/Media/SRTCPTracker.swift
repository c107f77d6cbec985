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

    private struct Source: Equatable, Sendable {
        var ssrc: UInt32
        /// The word at each of `distances`; nil where the datagram is too short.
        var first: [UInt32?]
        var last: [UInt32?]
    }

    private var sources: [Source] = []
    /// Datagrams whose word at each of `distances` is an index that goes on, or a source's first one.
    public private(set) var fits = [Int](repeating: 0, count: distances.count)
    /// Those whose word cannot be the next index.
    public private(set) var misfits = [Int](repeating: 0, count: distances.count)
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
        let words = Self.distances.map { distance in
            // The header and the SSRC are never encrypted (RFC 3711 3.4).
            bytes.count >= 8 + distance ? bytes.uint32(at: bytes.count - distance) : nil
        }
        let ssrc = bytes.uint32(at: 4)
        if let index = sources.firstIndex(where: { $0.ssrc == ssrc }) {
            count(words, after: sources[index].last)
            sources[index].last = words
        } else if sources.count < Self.sourceCapacity {
            for (place, word) in words.enumerated() where Self.isFirst(word) { fits[place] += 1 }
            sources.append(Source(ssrc: ssrc, first: words, last: words))
        }
    }

    private mutating func count(_ words: [UInt32?], after before: [UInt32?]) {
        for place in Self.distances.indices {
            guard let word = words[place], let earlier = before[place], word != earlier else { continue }
            if Self.follows(word, earlier) { fits[place] += 1 } else { misfits[place] += 1 }
        }
    }

    /// Adds what was seen after this.
    public mutating func append(_ later: SRTCPTracker) {
        for place in Self.distances.indices {
            fits[place] += later.fits[place]
            misfits[place] += later.misfits[place]
        }
        clear += later.clear
        datagrams += later.datagrams
        cut += later.cut
        for source in later.sources {
            if let index = sources.firstIndex(where: { $0.ssrc == source.ssrc }) {
                for (place, word) in source.first.enumerated() where Self.isFirst(word) { fits[place] -= 1 }
                count(source.first, after: sources[index].last)
                sources[index].last = source.last
            } else if sources.count < Self.sourceCapacity {
                sources.append(source)
            }
        }
    }

    /// The E bit with an index that only a source's beginning has.
    private static func isFirst(_ word: UInt32?) -> Bool { word.map { $0 & 0xffff_ff00 == 0x8000_0000 } ?? false }

    private static func follows(_ word: UInt32, _ before: UInt32) -> Bool {
        guard word >> 31 == before >> 31 else { return false }
        let step = Int64(word & 0x7fff_ffff) - Int64(before & 0x7fff_ffff)
        return step != 0 && abs(step) <= maxStep
    }
}
