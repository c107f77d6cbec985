/// The header of a STUN message (RFC 8489 5), and of a classic one (RFC 3489 11.1).
///
///      0                   1                   2                   3
///     |0 0|     Message Type (14)     |         Message Length        |
///     |                         Magic Cookie                          |
///     |                     Transaction ID (96 bits)                  |
@frozen
public struct STUNMessage: Hashable, BitwiseCopyable, Sendable {
    public var messageClass: STUNClass
    public var method: STUNMethod
    public var transactionID: STUNTransactionID
    /// Bytes of attributes behind the header: the Message Length field, a multiple of 4.
    public var attributesLength: Int

    public static let headerLength = 20

    @inlinable
    public init(
        _ messageClass: STUNClass, _ method: STUNMethod, _ transactionID: STUNTransactionID, attributesLength: Int = 0
    ) {
        self.messageClass = messageClass
        self.method = method
        self.transactionID = transactionID
        self.attributesLength = attributesLength
    }

    /// Header and attributes together.
    @inlinable public var length: Int { 20 + attributesLength }

    /// The message at the start of `bytes`.
    ///
    /// Attributes may be missing at the end where the capture cut them off.
    /// - Parameter wireLength: how many bytes were on the wire; nil if all of them were captured.
    @inlinable
    public init(parsing bytes: Span<UInt8>, wireLength: Int? = nil) throws(WireError) {
        let whole = wireLength ?? bytes.count
        guard bytes.count >= 20 else {
            throw WireError(
                whole >= 20 ? .truncatedCapture : .malformed, .stun, needed: 20, available: bytes.count)
        }
        let type = bytes.uint16(at: 0)
        let length = Int(bytes.uint16(at: 2))
        guard type & 0xC000 == 0, length & 3 == 0 else { throw WireError(.malformed, .stun) }
        guard 20 + length <= whole else {
            throw WireError(.malformed, .stun, offset: 20, needed: length, available: whole - 20)
        }
        // Bits of the type: M11-M7 C1 M6-M4 C0 M3-M0.
        messageClass =
            switch type & 0x0110 {
            case 0x0000: .request
            case 0x0010: .indication
            case 0x0100: .success
            default: .error
            }
        method = STUNMethod(rawValue: (type & 0x3E00) >> 2 | (type & 0x00E0) >> 1 | type & 0x000F)
        transactionID = STUNTransactionID(high: bytes.uint64(at: 4), low: bytes.uint64(at: 12))
        attributesLength = length
    }

    /// Appends the header.
    public func serialize(into bytes: inout [UInt8]) {
        let method = method.rawValue
        let classBits = UInt16(messageClass.rawValue)
        bytes.append(
            uint16: (method & 0xF80) << 2 | (method & 0x70) << 1 | method & 0x0F
                | (classBits & 2) << 7 | (classBits & 1) << 4)
        bytes.append(uint16: UInt16(truncatingIfNeeded: attributesLength))
        bytes.append(uint64: transactionID.high)
        bytes.append(uint64: transactionID.low)
    }

    /// The attributes, to be read from the bytes that the message was parsed from.
    @inlinable public var attributes: STUNAttributeCursor { STUNAttributeCursor(from: 20, to: length) }
}

extension STUNMessage {
    /// Whether a datagram is STUN beyond doubt: the cookie and a length that fits; or, for classic STUN, a method of
    /// RFC 3489, the exact length and attributes that chain to its end (RFC 7983 tells only what STUN is not).
    public static func isLikely(_ bytes: Span<UInt8>, wireLength: Int? = nil) -> Bool {
        guard let message = try? STUNMessage(parsing: bytes, wireLength: wireLength) else { return false }
        guard message.transactionID.isClassic else { return true }
        guard message.method == .binding || message.method == .sharedSecret, message.messageClass != .indication,
            message.length == wireLength ?? bytes.count
        else { return false }
        var cursor = message.attributes
        while cursor.next(in: bytes) != nil {}
        return cursor.isComplete
    }
}
