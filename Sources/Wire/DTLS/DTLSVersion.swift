/// A protocol version as it stands in records, hellos and supported_versions: one's complement of the TLS version less
/// one (RFC 6347 section 4.1), so that a later version is a SMALLER number.
@frozen
public struct DTLSVersion: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt16

    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    @inlinable public static var dtls10: Self { Self(rawValue: 0xfeff) }
    @inlinable public static var dtls12: Self { Self(rawValue: 0xfefd) }
    @inlinable public static var dtls13: Self { Self(rawValue: 0xfefc) }
    /// What OpenSSL 0.9.8 before 0.9.8f, and Cisco's AnyConnect, send.
    @inlinable public static var beforeDTLS10: Self { Self(rawValue: 0x0100) }

    /// "1.0", "1.2", "1.3"; nil for another value.
    public var name: String? {
        switch self {
        case .dtls10: "1.0"
        case .dtls12: "1.2"
        case .dtls13: "1.3"
        case .beforeDTLS10: "pre-1.0"
        default: nil
        }
    }
}
