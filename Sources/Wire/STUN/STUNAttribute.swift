/// One attribute of a STUN message: its type, and where its value lies in the message's bytes.
///
/// The readers below take the bytes that the message was parsed from, and give nil where the value has not the shape
/// that its type asks for.
@frozen
public struct STUNAttribute: Hashable, Sendable {
    public var type: STUNAttributeType
    /// Without the padding.
    public var value: Range<Int>

    @inlinable public init(type: STUNAttributeType, value: Range<Int>) {
        self.type = type
        self.value = value
    }

    /// PRIORITY (RFC 8445 7.1.1), LIFETIME in seconds (RFC 8656 18.2), CONNECTION-ID (RFC 6062 6.2.1), FINGERPRINT.
    @inlinable
    public func uint32(in bytes: Span<UInt8>) -> UInt32? {
        value.count == 4 ? bytes.uint32(at: value.lowerBound) : nil
    }

    /// The tie-breaker of ICE-CONTROLLED or ICE-CONTROLLING (RFC 8445 7.1.3).
    @inlinable
    public func uint64(in bytes: Span<UInt8>) -> UInt64? {
        value.count == 8 ? bytes.uint64(at: value.lowerBound) : nil
    }

    /// ERROR-CODE (RFC 8489 14.8): the reason phrase follows at `value.lowerBound + 4`.
    public func errorCode(in bytes: Span<UInt8>) -> STUNErrorCode? {
        guard value.count >= 4 else { return nil }
        let hundreds = UInt16(bytes[value.lowerBound + 2] & 7)
        let number = UInt16(bytes[value.lowerBound + 3])
        guard (3...6).contains(hundreds), number < 100 else { return nil }
        return STUNErrorCode(rawValue: hundreds * 100 + number)
    }

    /// CHANNEL-NUMBER (RFC 8656 18.1).
    public func channelNumber(in bytes: Span<UInt8>) -> ChannelNumber? {
        value.count == 4 ? ChannelNumber(rawValue: bytes.uint16(at: value.lowerBound)) : nil
    }

    /// REQUESTED-TRANSPORT (RFC 8656 18.8).
    public func requestedTransport(in bytes: Span<UInt8>) -> IPProtocol? {
        value.count == 4 ? IPProtocol(rawValue: bytes[value.lowerBound]) : nil
    }

    /// TRANSACTION_TRANSMIT_COUNTER (RFC 7982 3.2): which transmission this is of the request, and of the response.
    public func transmitCounter(in bytes: Span<UInt8>) -> (request: UInt8, response: UInt8)? {
        guard value.count == 4 else { return nil }
        return (bytes[value.lowerBound + 2], bytes[value.lowerBound + 3])
    }

    /// GOOG-NETWORK-INFO: libwebrtc's network id and network cost.
    public func networkInfo(in bytes: Span<UInt8>) -> (id: UInt16, cost: UInt16)? {
        guard value.count == 4 else { return nil }
        return (bytes.uint16(at: value.lowerBound), bytes.uint16(at: value.lowerBound + 2))
    }

    /// USERNAME of a connectivity check (RFC 8445 7.2.2): the receiver's ufrag, a colon, the sender's ufrag; nil if
    /// it is not two non-empty parts, as in a TURN user's name.
    public func usernameFragments(in bytes: Span<UInt8>) -> (receiver: Range<Int>, sender: Range<Int>)? {
        let colon = UInt8(ascii: ":")
        guard let split = value.first(where: { bytes[$0] == colon }), split > value.lowerBound,
            split + 1 < value.upperBound
        else { return nil }
        return (value.lowerBound..<split, split + 1..<value.upperBound)
    }

    /// The value as text: SOFTWARE, REALM, NONCE, USERNAME. Invalid UTF-8 is repaired.
    public func text(in bytes: Span<UInt8>) -> String {
        String(decoding: bytes.extracting(value).copied(), as: UTF8.self)
    }
}
