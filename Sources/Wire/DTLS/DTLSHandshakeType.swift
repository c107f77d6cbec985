/// The type of a handshake message (IANA "TLS HandshakeType").
@frozen
public struct DTLSHandshakeType: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt8

    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    @inlinable public static var helloRequest: Self { Self(rawValue: 0) }
    @inlinable public static var clientHello: Self { Self(rawValue: 1) }
    @inlinable public static var serverHello: Self { Self(rawValue: 2) }
    @inlinable public static var helloVerifyRequest: Self { Self(rawValue: 3) }
    @inlinable public static var newSessionTicket: Self { Self(rawValue: 4) }
    @inlinable public static var encryptedExtensions: Self { Self(rawValue: 8) }
    @inlinable public static var certificate: Self { Self(rawValue: 11) }
    @inlinable public static var serverKeyExchange: Self { Self(rawValue: 12) }
    @inlinable public static var certificateRequest: Self { Self(rawValue: 13) }
    @inlinable public static var serverHelloDone: Self { Self(rawValue: 14) }
    @inlinable public static var certificateVerify: Self { Self(rawValue: 15) }
    @inlinable public static var clientKeyExchange: Self { Self(rawValue: 16) }
    @inlinable public static var finished: Self { Self(rawValue: 20) }

    /// The registry's name, nil for an unassigned value.
    public var name: String? {
        switch rawValue {
        case 0: "hello_request"
        case 1: "client_hello"
        case 2: "server_hello"
        case 3: "hello_verify_request"
        case 4: "new_session_ticket"
        case 5: "end_of_early_data"
        case 8: "encrypted_extensions"
        case 9: "request_connection_id"
        case 10: "new_connection_id"
        case 11: "certificate"
        case 12: "server_key_exchange"
        case 13: "certificate_request"
        case 14: "server_hello_done"
        case 15: "certificate_verify"
        case 16: "client_key_exchange"
        case 17: "client_certificate_request"
        case 20: "finished"
        case 21: "certificate_url"
        case 22: "certificate_status"
        case 23: "supplemental_data"
        case 24: "key_update"
        case 25: "compressed_certificate"
        case 26: "ekt_key"
        case 254: "message_hash"
        default: nil
        }
    }
}
