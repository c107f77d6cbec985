/// The content type of a record: its first byte (IANA "TLS ContentType").
@frozen
public struct DTLSContentType: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt8

    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    @inlinable public static var changeCipherSpec: Self { Self(rawValue: 20) }
    @inlinable public static var alert: Self { Self(rawValue: 21) }
    @inlinable public static var handshake: Self { Self(rawValue: 22) }
    @inlinable public static var applicationData: Self { Self(rawValue: 23) }
    @inlinable public static var heartbeat: Self { Self(rawValue: 24) }
    /// A DTLS 1.2 record with a connection id (RFC 9146).
    @inlinable public static var tls12CID: Self { Self(rawValue: 25) }
    @inlinable public static var acknowledgement: Self { Self(rawValue: 26) }
    @inlinable public static var returnRoutabilityCheck: Self { Self(rawValue: 27) }

    /// The registry's name, nil for an unassigned value.
    public var name: String? {
        switch rawValue {
        case 20: "change_cipher_spec"
        case 21: "alert"
        case 22: "handshake"
        case 23: "application_data"
        case 24: "heartbeat"
        case 25: "tls12_cid"
        case 26: "ACK"
        case 27: "return_routability_check"
        default: nil
        }
    }
}
