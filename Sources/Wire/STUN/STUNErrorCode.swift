/// The code of an ERROR-CODE attribute: IANA "STUN Error Codes" registry, 300 to 699. Unknown values survive as values.
@frozen
public struct STUNErrorCode: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    // RFC 8489 14.8
    @inlinable public static var tryAlternate: STUNErrorCode { STUNErrorCode(rawValue: 300) }
    @inlinable public static var badRequest: STUNErrorCode { STUNErrorCode(rawValue: 400) }
    @inlinable public static var unauthenticated: STUNErrorCode { STUNErrorCode(rawValue: 401) }
    @inlinable public static var unknownAttribute: STUNErrorCode { STUNErrorCode(rawValue: 420) }
    @inlinable public static var staleNonce: STUNErrorCode { STUNErrorCode(rawValue: 438) }
    @inlinable public static var serverError: STUNErrorCode { STUNErrorCode(rawValue: 500) }
    // TURN (RFC 8656 19)
    @inlinable public static var forbidden: STUNErrorCode { STUNErrorCode(rawValue: 403) }
    @inlinable public static var allocationMismatch: STUNErrorCode { STUNErrorCode(rawValue: 437) }
    @inlinable public static var addressFamilyNotSupported: STUNErrorCode { STUNErrorCode(rawValue: 440) }
    @inlinable public static var wrongCredentials: STUNErrorCode { STUNErrorCode(rawValue: 441) }
    @inlinable public static var unsupportedTransportProtocol: STUNErrorCode { STUNErrorCode(rawValue: 442) }
    @inlinable public static var peerAddressFamilyMismatch: STUNErrorCode { STUNErrorCode(rawValue: 443) }
    @inlinable public static var allocationQuotaReached: STUNErrorCode { STUNErrorCode(rawValue: 486) }
    @inlinable public static var insufficientCapacity: STUNErrorCode { STUNErrorCode(rawValue: 508) }
    // TURN over TCP (RFC 6062 6.3), mobility (RFC 8016 5)
    @inlinable public static var connectionAlreadyExists: STUNErrorCode { STUNErrorCode(rawValue: 446) }
    @inlinable public static var connectionTimeoutOrFailure: STUNErrorCode { STUNErrorCode(rawValue: 447) }
    @inlinable public static var mobilityForbidden: STUNErrorCode { STUNErrorCode(rawValue: 405) }
    /// RFC 8445 7.3.1.1
    @inlinable public static var roleConflict: STUNErrorCode { STUNErrorCode(rawValue: 487) }
}

extension STUNErrorCode: CustomStringConvertible {
    /// The code with the registry's name where it has one: `401 Unauthenticated`.
    public var description: String {
        let name: String? =
            switch self {
            case .tryAlternate: "Try Alternate"
            case .badRequest: "Bad Request"
            case .unauthenticated: "Unauthenticated"
            case .forbidden: "Forbidden"
            case .mobilityForbidden: "Mobility Forbidden"
            case .unknownAttribute: "Unknown Attribute"
            case .allocationMismatch: "Allocation Mismatch"
            case .staleNonce: "Stale Nonce"
            case .addressFamilyNotSupported: "Address Family not Supported"
            case .wrongCredentials: "Wrong Credentials"
            case .unsupportedTransportProtocol: "Unsupported Transport Protocol"
            case .peerAddressFamilyMismatch: "Peer Address Family Mismatch"
            case .connectionAlreadyExists: "Connection Already Exists"
            case .connectionTimeoutOrFailure: "Connection Timeout or Failure"
            case .allocationQuotaReached: "Allocation Quota Reached"
            case .roleConflict: "Role Conflict"
            case .serverError: "Server Error"
            case .insufficientCapacity: "Insufficient Capacity"
            default: nil
            }
        guard let name else { return "\(rawValue)" }
        return "\(rawValue) \(name)"
    }
}
