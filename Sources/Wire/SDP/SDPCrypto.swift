/// `a=crypto`: SRTP keyed in the signalling (RFC 4568). The key itself is not kept.
public struct SDPCrypto: Hashable, Sendable {
    public var tag: Int
    /// `AES_CM_128_HMAC_SHA1_80` …
    public var suite: String
    /// The payload is not encrypted though authenticated (RFC 4568 6.3.2).
    public var isUnencrypted: Bool
    /// Bytes of the master key identifier in each packet; 0 where it is not used (RFC 4568 6.1).
    public var masterKeyIdentifierLength: Int

    init?(_ value: Substring) {
        var words = WordCursor(value)
        guard let tag = words.number(UInt32.self), let suite = words.next(), let key = words.next(),
            key.hasPrefix("inline:")
        else { return nil }
        self.tag = Int(tag)
        self.suite = String(suite)
        masterKeyIdentifierLength = 0
        // inline:KEY|LIFETIME|MKI:LENGTH, where either may be missing.
        var parts = WordCursor(key)
        while let part = parts.next(until: "|") {
            guard !part.hasPrefix("inline:"), let colon = part.utf8.lastIndex(of: UInt8(ascii: ":")) else { continue }
            masterKeyIdentifierLength = Int(UInt8(digits: part[part.utf8.index(after: colon)...]) ?? 0)
        }
        isUnencrypted = words.remainder.contains("UNENCRYPTED_SRTP")
    }

    /// The protection profile of the same algorithms, as DTLS-SRTP numbers it (RFC 4568 6.2, RFC 7714 14.2).
    public var profile: SRTPProtectionProfile? {
        switch suite {
        case "AES_CM_128_HMAC_SHA1_80": .aes128CMSHA1Tag80
        case "AES_CM_128_HMAC_SHA1_32": .aes128CMSHA1Tag32
        case "AEAD_AES_128_GCM": .aeadAES128GCM
        case "AEAD_AES_256_GCM": .aeadAES256GCM
        default: nil
        }
    }

    /// Bytes behind each RTP packet's payload: master key identifier and authentication tag; nil for an unknown suite.
    public var trailerLength: Int? {
        let tag: Int? =
            switch suite {
            case "AES_CM_128_HMAC_SHA1_80", "F8_128_HMAC_SHA1_80", "AES_192_CM_HMAC_SHA1_80",
                "AES_256_CM_HMAC_SHA1_80":
                10
            case "AES_CM_128_HMAC_SHA1_32", "AES_192_CM_HMAC_SHA1_32", "AES_256_CM_HMAC_SHA1_32": 4
            case "AEAD_AES_128_GCM", "AEAD_AES_256_GCM": 16
            default: nil
            }
        return tag.map { $0 + masterKeyIdentifierLength }
    }
}
