/// A profile of use_srtp (IANA "DTLS-SRTP Protection Profiles").
@frozen
public struct SRTPProtectionProfile: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt16

    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    @inlinable public static var aes128CMSHA1Tag80: Self { Self(rawValue: 0x0001) }
    @inlinable public static var aes128CMSHA1Tag32: Self { Self(rawValue: 0x0002) }
    @inlinable public static var nullSHA1Tag80: Self { Self(rawValue: 0x0005) }
    @inlinable public static var nullSHA1Tag32: Self { Self(rawValue: 0x0006) }
    @inlinable public static var aeadAES128GCM: Self { Self(rawValue: 0x0007) }
    @inlinable public static var aeadAES256GCM: Self { Self(rawValue: 0x0008) }

    /// The registry's name, which getStats' `srtpCipher` shows; nil for an unassigned value.
    public var registeredName: String? { names?.registered }

    /// The name in the crypto suites' form (RFC 4568 and RFC 7714), which call reports show; nil for an unassigned value.
    public var name: String? { names?.suite }

    /// Bytes that SRTP adds to each RTP packet; nil for an unassigned value.
    public var authenticationTagByteCount: Int? {
        switch rawValue {
        case 0x0001, 0x0005, 0x000b, 0x000d: 10
        case 0x0002, 0x0006, 0x000c, 0x000e: 4
        case 0x0007, 0x0008, 0x000f, 0x0010: 16
        // Double encryption (RFC 8723): an inner and an outer tag.
        case 0x0009, 0x000a: 32
        default: nil
        }
    }

    private var names: (registered: String, suite: String)? {
        switch rawValue {
        case 0x0001: ("SRTP_AES128_CM_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_80")
        case 0x0002: ("SRTP_AES128_CM_HMAC_SHA1_32", "AES_CM_128_HMAC_SHA1_32")
        case 0x0005: ("SRTP_NULL_HMAC_SHA1_80", "NULL_HMAC_SHA1_80")
        case 0x0006: ("SRTP_NULL_HMAC_SHA1_32", "NULL_HMAC_SHA1_32")
        case 0x0007: ("SRTP_AEAD_AES_128_GCM", "AEAD_AES_128_GCM")
        case 0x0008: ("SRTP_AEAD_AES_256_GCM", "AEAD_AES_256_GCM")
        case 0x0009: ("DOUBLE_AEAD_AES_128_GCM_AEAD_AES_128_GCM", "DOUBLE_AEAD_AES_128_GCM_AEAD_AES_128_GCM")
        case 0x000a: ("DOUBLE_AEAD_AES_256_GCM_AEAD_AES_256_GCM", "DOUBLE_AEAD_AES_256_GCM_AEAD_AES_256_GCM")
        case 0x000b: ("SRTP_ARIA_128_CTR_HMAC_SHA1_80", "ARIA_128_CTR_HMAC_SHA1_80")
        case 0x000c: ("SRTP_ARIA_128_CTR_HMAC_SHA1_32", "ARIA_128_CTR_HMAC_SHA1_32")
        case 0x000d: ("SRTP_ARIA_256_CTR_HMAC_SHA1_80", "ARIA_256_CTR_HMAC_SHA1_80")
        case 0x000e: ("SRTP_ARIA_256_CTR_HMAC_SHA1_32", "ARIA_256_CTR_HMAC_SHA1_32")
        case 0x000f: ("SRTP_AEAD_ARIA_128_GCM", "AEAD_ARIA_128_GCM")
        case 0x0010: ("SRTP_AEAD_ARIA_256_GCM", "AEAD_ARIA_256_GCM")
        default: nil
        }
    }
}
