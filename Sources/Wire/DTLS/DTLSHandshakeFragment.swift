/// The header of a handshake message's fragment (RFC 6347 section 4.2.2).
@frozen
public struct DTLSHandshakeFragment: Hashable, BitwiseCopyable, Sendable {
    public static let byteCount = 12

    public var type: DTLSHandshakeType
    /// Bytes of the whole message.
    public var messageLength: Int
    public var messageSequence: UInt16
    public var fragmentOffset: Int
    public var fragmentLength: Int

    @inlinable
    public init(
        type: DTLSHandshakeType, messageLength: Int, messageSequence: UInt16, fragmentOffset: Int = 0,
        fragmentLength: Int
    ) {
        self.type = type
        self.messageLength = messageLength
        self.messageSequence = messageSequence
        self.fragmentOffset = fragmentOffset
        self.fragmentLength = fragmentLength
    }

    /// Throws `malformed` for a fragment that goes beyond its own message.
    @inlinable
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        guard bytes.count >= Self.byteCount else {
            throw WireError(.malformed, .dtls, needed: Self.byteCount, available: bytes.count)
        }
        type = DTLSHandshakeType(rawValue: bytes[0])
        messageLength = Int(bytes.uint24(at: 1))
        messageSequence = bytes.uint16(at: 4)
        fragmentOffset = Int(bytes.uint24(at: 6))
        fragmentLength = Int(bytes.uint24(at: 9))
        guard fragmentOffset + fragmentLength <= messageLength else { throw WireError(.malformed, .dtls, offset: 6) }
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(type.rawValue)
        bytes.append(uint24: UInt32(truncatingIfNeeded: messageLength))
        bytes.append(uint16: messageSequence)
        bytes.append(uint24: UInt32(truncatingIfNeeded: fragmentOffset))
        bytes.append(uint24: UInt32(truncatingIfNeeded: fragmentLength))
    }
}
