/// A group in which keys are agreed (IANA "TLS Supported Groups").
@frozen
public struct DTLSNamedGroup: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt16

    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    @inlinable public static var secp256r1: Self { Self(rawValue: 23) }
    @inlinable public static var secp384r1: Self { Self(rawValue: 24) }
    @inlinable public static var x25519: Self { Self(rawValue: 29) }
    @inlinable public static var x25519MLKEM768: Self { Self(rawValue: 0x11ec) }

    /// The registry's name, nil for a value that is not in it.
    public var name: String? {
        switch rawValue {
        case 0x0001: "sect163k1"
        case 0x0002: "sect163r1"
        case 0x0003: "sect163r2"
        case 0x0004: "sect193r1"
        case 0x0005: "sect193r2"
        case 0x0006: "sect233k1"
        case 0x0007: "sect233r1"
        case 0x0008: "sect239k1"
        case 0x0009: "sect283k1"
        case 0x000a: "sect283r1"
        case 0x000b: "sect409k1"
        case 0x000c: "sect409r1"
        case 0x000d: "sect571k1"
        case 0x000e: "sect571r1"
        case 0x000f: "secp160k1"
        case 0x0010: "secp160r1"
        case 0x0011: "secp160r2"
        case 0x0012: "secp192k1"
        case 0x0013: "secp192r1"
        case 0x0014: "secp224k1"
        case 0x0015: "secp224r1"
        case 0x0016: "secp256k1"
        case 0x0017: "secp256r1"
        case 0x0018: "secp384r1"
        case 0x0019: "secp521r1"
        case 0x001a: "brainpoolP256r1"
        case 0x001b: "brainpoolP384r1"
        case 0x001c: "brainpoolP512r1"
        case 0x001d: "x25519"
        case 0x001e: "x448"
        case 0x001f: "brainpoolP256r1tls13"
        case 0x0020: "brainpoolP384r1tls13"
        case 0x0021: "brainpoolP512r1tls13"
        case 0x0029: "curveSM2"
        case 0x0100: "ffdhe2048"
        case 0x0101: "ffdhe3072"
        case 0x0102: "ffdhe4096"
        case 0x0103: "ffdhe6144"
        case 0x0104: "ffdhe8192"
        case 0x0200: "MLKEM512"
        case 0x0201: "MLKEM768"
        case 0x0202: "MLKEM1024"
        case 0x11eb: "SecP256r1MLKEM768"
        case 0x11ec: "X25519MLKEM768"
        case 0x11ed: "SecP384r1MLKEM1024"
        case 0x6399: "X25519Kyber768Draft00"
        case 0xff01: "arbitrary_explicit_prime_curves"
        case 0xff02: "arbitrary_explicit_char2_curves"
        default: nil
        }
    }
}
