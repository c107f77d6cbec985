/// A STUN method: IANA "STUN Methods" registry, 12 bits. Unknown values survive as values.
@frozen
public struct STUNMethod: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    @inlinable public static var binding: STUNMethod { STUNMethod(rawValue: 0x001) }
    /// Of RFC 3489, reserved since.
    @inlinable public static var sharedSecret: STUNMethod { STUNMethod(rawValue: 0x002) }
    // TURN (RFC 8656 17)
    @inlinable public static var allocate: STUNMethod { STUNMethod(rawValue: 0x003) }
    @inlinable public static var refresh: STUNMethod { STUNMethod(rawValue: 0x004) }
    @inlinable public static var send: STUNMethod { STUNMethod(rawValue: 0x006) }
    @inlinable public static var data: STUNMethod { STUNMethod(rawValue: 0x007) }
    @inlinable public static var createPermission: STUNMethod { STUNMethod(rawValue: 0x008) }
    @inlinable public static var channelBind: STUNMethod { STUNMethod(rawValue: 0x009) }
    // TURN over TCP (RFC 6062 6.1)
    @inlinable public static var connect: STUNMethod { STUNMethod(rawValue: 0x00A) }
    @inlinable public static var connectionBind: STUNMethod { STUNMethod(rawValue: 0x00B) }
    @inlinable public static var connectionAttempt: STUNMethod { STUNMethod(rawValue: 0x00C) }
    /// libwebrtc's short connectivity check.
    @inlinable public static var googPing: STUNMethod { STUNMethod(rawValue: 0x080) }
}

extension STUNMethod: CustomStringConvertible {
    /// The registry's name, or the number.
    public var description: String {
        switch self {
        case .binding: "Binding"
        case .sharedSecret: "SharedSecret"
        case .allocate: "Allocate"
        case .refresh: "Refresh"
        case .send: "Send"
        case .data: "Data"
        case .createPermission: "CreatePermission"
        case .channelBind: "ChannelBind"
        case .connect: "Connect"
        case .connectionBind: "ConnectionBind"
        case .connectionAttempt: "ConnectionAttempt"
        case .googPing: "GOOG-PING"
        default: "0x" + String(rawValue, radix: 16)
        }
    }
}
