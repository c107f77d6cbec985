/// Signs that a datagram is SRTCP (RFC 3711 section 3.4) rather than clear RTCP, and of which class of cipher.
///
/// One datagram proves little: a tracker looks whether a candidate index counts up over several.
@frozen
public struct SRTCPEvidence: Hashable, BitwiseCopyable, Sendable {
    /// The E bit and the 31-bit index that follow the encrypted part.
    @frozen
    public struct Trailer: Hashable, BitwiseCopyable, Sendable {
        public var isEncrypted: Bool
        public var index: UInt32

        @inlinable
        init(_ word: UInt32) {
            isEncrypted = word >> 31 == 1
            index = word & 0x7fff_ffff
        }
    }

    /// The datagram is a chain of RTCP packets that ends exactly with it, and all but the last are without padding.
    public var parsesAsClear: Bool
    /// What stands in the last four bytes: SRTCP's trailer with AEAD ciphers (RFC 7714 section 9.2).
    public var last: Trailer
    /// What stands 14 bytes before the end: the trailer with an 80-bit HMAC_SHA1 tag (its SRTCP tag for both the _80
    /// and the _32 profile), MKI absent. Nil if the datagram is too short.
    public var beforeTag: Trailer?

    /// Nil for what cannot be RTCP at all: under 12 bytes, another version, or cut short by the capture (the trailer is
    /// at the end).
    @inlinable
    public init?(_ bytes: Span<UInt8>, originalLength: Int) {
        let count = bytes.count
        guard count >= 12, count >= originalLength, bytes[0] >> 6 == 2 else { return nil }
        last = Trailer(bytes.uint32(at: count - 4))
        beforeTag = count >= 8 + 14 ? Trailer(bytes.uint32(at: count - 14)) : nil
        parsesAsClear = Self.isChain(bytes)
    }

    /// Lengths and versions only: no packet type is refused.
    @inlinable
    static func isChain(_ bytes: Span<UInt8>) -> Bool {
        var offset = 0
        while offset + 4 <= bytes.count {
            guard bytes[offset] >> 6 == 2, bytes[offset + 1] >= 192, bytes[offset + 1] <= 223 else { return false }
            let end = offset + (Int(bytes.uint16(at: offset + 2)) + 1) * 4
            // RFC 3550 section 6.4.1: only the last packet of a compound may be padded.
            if bytes[offset] & 0x20 != 0, end < bytes.count { return false }
            offset = end
        }
        return offset == bytes.count
    }
}
