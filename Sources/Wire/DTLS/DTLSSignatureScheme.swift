/// A signature scheme (IANA "TLS SignatureScheme"); before TLS 1.3 a pair of hash and signature.
@frozen
public struct DTLSSignatureScheme: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt16

    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The registry's name, nil for a value that is not in it.
    public var name: String? {
        switch rawValue {
        case 0x0201: "rsa_pkcs1_sha1"
        case 0x0203: "ecdsa_sha1"
        case 0x0401: "rsa_pkcs1_sha256"
        case 0x0403: "ecdsa_secp256r1_sha256"
        case 0x0501: "rsa_pkcs1_sha384"
        case 0x0503: "ecdsa_secp384r1_sha384"
        case 0x0601: "rsa_pkcs1_sha512"
        case 0x0603: "ecdsa_secp521r1_sha512"
        case 0x0708: "sm2sig_sm3"
        case 0x0804: "rsa_pss_rsae_sha256"
        case 0x0805: "rsa_pss_rsae_sha384"
        case 0x0806: "rsa_pss_rsae_sha512"
        case 0x0807: "ed25519"
        case 0x0808: "ed448"
        case 0x0809: "rsa_pss_pss_sha256"
        case 0x080a: "rsa_pss_pss_sha384"
        case 0x080b: "rsa_pss_pss_sha512"
        case 0x0904: "mldsa44"
        case 0x0905: "mldsa65"
        case 0x0906: "mldsa87"
        default: nil
        }
    }
}
