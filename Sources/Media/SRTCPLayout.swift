/// What the SRTCP of all senders of a call shows together: which class of cipher, by where the index stands.
public struct SRTCPLayout: Equatable, Sendable {
    public enum CipherClass: String, Sendable {
        /// The index stands at the end.
        case aead
        /// The index stands before an 80-bit HMAC-SHA1 tag.
        case hmac
        /// Plain RTCP: no index at all.
        case clear
    }

    /// Datagrams at least that fit for each that does not, and for each that fits at another place.
    static let minRatio = 4

    /// Whole datagrams that were looked at.
    public private(set) var datagrams = 0
    /// Datagrams whose end the capture does not hold.
    public private(set) var cut = 0
    /// Bytes from the index to the datagram's end; nil while nothing counts, or several places do.
    public private(set) var distance: Int?
    /// Datagrams that carry the next index there.
    public private(set) var fits = 0
    /// Datagrams count at two places: not one cipher.
    public private(set) var isContradictory = false
    private var isClear = false

    public init(_ trackers: some Sequence<SRTCPTracker>) {
        var sums = [Int](repeating: 0, count: SRTCPTracker.distances.count)
        var misfits = sums
        var clear = 0
        for tracker in trackers {
            datagrams += tracker.datagrams
            cut += tracker.cut
            clear += tracker.clear
            for (place, count) in tracker.counts.enumerated() {
                sums[place] += count.fits
                misfits[place] += count.misfits
            }
        }
        isClear = clear > 0 && clear == datagrams
        guard let best = sums.indices.max(by: { sums[$0] < sums[$1] }), sums[best] > 0 else { return }
        isContradictory = sums.indices.contains { $0 != best && sums[$0] * Self.minRatio > sums[best] }
        guard !isContradictory, misfits[best] * Self.minRatio <= sums[best] else { return }
        distance = SRTCPTracker.distances[best]
        fits = sums[best]
    }

    /// Nil where the index is not found, or stands where an AEAD cipher with a key identifier and a 32-bit tag look alike.
    public var cipherClass: CipherClass? {
        if isClear { return .clear }
        switch distance {
        case 4, 5, 6: return .aead
        case 14, 15, 16, 18, 22: return .hmac
        default: return nil
        }
    }

    /// The class, where a handshake says how long the master key identifier is.
    public func cipherClass(keyIdentifierLength length: Int) -> CipherClass? {
        if let distance, length > 0 {
            if distance == 4 + length { return .aead }
            if distance == 14 + length { return .hmac }
        }
        return cipherClass
    }

    /// Bytes behind index and tag: a master key identifier.
    public func keyIdentifierLength(of cipher: CipherClass) -> Int? {
        switch cipher {
        case .aead: distance.map { $0 - 4 }
        case .hmac: distance.map { $0 - 14 }
        case .clear: nil
        }
    }
}
