import Wire

/// Which class of SRTP cipher one sender's SRTCP shows, by where its index stands and counts (RFC 3711 3.4, RFC 7714 9).
public struct SRTCPTracker: Equatable, Sendable {
    public enum CipherClass: String, Sendable {
        /// The index stands in the last four bytes.
        case aead
        /// The index stands before an 80-bit HMAC-SHA1 tag.
        case hmac
        /// Plain RTCP: no index at all.
        case clear
    }

    private var previous: SRTCPEvidence?
    /// Datagrams whose index, at that position, followed the one before.
    public private(set) var countsAtEnd = 0
    public private(set) var countsBeforeTag = 0
    /// Datagrams that are RTCP to their last byte.
    public private(set) var clear = 0
    public private(set) var datagrams = 0

    public init() {}

    /// An index may skip those that were lost.
    private static let maxStep: UInt32 = 64

    public mutating func observe(_ bytes: Span<UInt8>, originalLength: Int) {
        guard let evidence = SRTCPEvidence(bytes, originalLength: originalLength) else { return }
        datagrams += 1
        if evidence.parsesAsClear { clear += 1 }
        if let previous {
            if Self.follows(evidence.last, previous.last) { countsAtEnd += 1 }
            if let now = evidence.beforeTag, let before = previous.beforeTag, Self.follows(now, before) {
                countsBeforeTag += 1
            }
        }
        previous = evidence
    }

    private static func follows(_ trailer: SRTCPEvidence.Trailer, _ before: SRTCPEvidence.Trailer) -> Bool {
        trailer.isEncrypted && before.isEncrypted && trailer.index > before.index
            && trailer.index - before.index <= maxStep
    }

    /// Two or more that count at one position, and none at the other; nil while that is not so.
    public var cipherClass: CipherClass? {
        if countsAtEnd >= 2, countsBeforeTag == 0 { return .aead }
        if countsBeforeTag >= 2, countsAtEnd == 0 { return .hmac }
        if clear > 0, clear == datagrams { return .clear }
        return nil
    }
}
