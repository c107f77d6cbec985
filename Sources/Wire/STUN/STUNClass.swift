/// What a STUN message is in its transaction (RFC 8489 5).
@frozen
public enum STUNClass: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    case request = 0b00
    case indication = 0b01
    case success = 0b10
    case error = 0b11
}
