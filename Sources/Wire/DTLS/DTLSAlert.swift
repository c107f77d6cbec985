/// An alert in the clear (RFC 5246 section 7.2).
@frozen
public struct DTLSAlert: Hashable, BitwiseCopyable, Sendable {
    public var level: Level
    public var description: Description

    @frozen
    public struct Level: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
        public var rawValue: UInt8

        @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

        @inlinable public static var warning: Self { Self(rawValue: 1) }
        @inlinable public static var fatal: Self { Self(rawValue: 2) }
    }

    /// IANA "TLS Alerts".
    @frozen
    public struct Description: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
        public var rawValue: UInt8

        @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

        @inlinable public static var closeNotify: Self { Self(rawValue: 0) }
        @inlinable public static var handshakeFailure: Self { Self(rawValue: 40) }
        @inlinable public static var badCertificate: Self { Self(rawValue: 42) }

        /// The registry's name, nil for an unassigned value.
        public var name: String? {
            switch rawValue {
            case 0: "close_notify"
            case 10: "unexpected_message"
            case 20: "bad_record_mac"
            case 21: "decryption_failed_RESERVED"
            case 22: "record_overflow"
            case 30: "decompression_failure_RESERVED"
            case 40: "handshake_failure"
            case 41: "no_certificate_RESERVED"
            case 42: "bad_certificate"
            case 43: "unsupported_certificate"
            case 44: "certificate_revoked"
            case 45: "certificate_expired"
            case 46: "certificate_unknown"
            case 47: "illegal_parameter"
            case 48: "unknown_ca"
            case 49: "access_denied"
            case 50: "decode_error"
            case 51: "decrypt_error"
            case 52: "too_many_cids_requested"
            case 60: "export_restriction_RESERVED"
            case 70: "protocol_version"
            case 71: "insufficient_security"
            case 80: "internal_error"
            case 86: "inappropriate_fallback"
            case 90: "user_canceled"
            case 100: "no_renegotiation_RESERVED"
            case 109: "missing_extension"
            case 110: "unsupported_extension"
            case 111: "certificate_unobtainable_RESERVED"
            case 112: "unrecognized_name"
            case 113: "bad_certificate_status_response"
            case 114: "bad_certificate_hash_value_RESERVED"
            case 115: "unknown_psk_identity"
            case 116: "certificate_required"
            case 120: "no_application_protocol"
            case 121: "ech_required"
            default: nil
            }
        }
    }

    public init(level: Level, description: Description) {
        self.level = level
        self.description = description
    }

    public init(parsing fragment: Span<UInt8>) throws(WireError) {
        guard fragment.count >= 2 else { throw WireError(.malformed, .dtls, needed: 2, available: fragment.count) }
        level = Level(rawValue: fragment[0])
        description = Description(rawValue: fragment[1])
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(level.rawValue)
        bytes.append(description.rawValue)
    }
}
