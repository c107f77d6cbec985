public import Wire

/// Whose credentials a connectivity check carries (RFC 8445 7.2.2), as numbers that cost nothing to compare and as
/// the ranges of the text in the message.
public struct CheckCredentials: Hashable, Sendable {
    public var receiver: Range<Int>
    public var sender: Range<Int>
    /// Hash of each side's username fragment.
    public var receiverKey: UInt64
    public var senderKey: UInt64

    /// The same for both directions: what checks of one generation of one session share.
    public var sessionKey: UInt64 {
        let low = min(receiverKey, senderKey)
        let high = max(receiverKey, senderKey)
        return (low &* 0x9E37_79B9_7F4A_7C15) ^ (high &+ low << 6 &+ low >> 2)
    }

    /// Different for the two directions.
    var directedKey: UInt64 { receiverKey &* 0x9E37_79B9_7F4A_7C15 ^ senderKey | 1 }

    /// Nil if the message is not an ICE connectivity check.
    public init?(of message: STUNMessage, in bytes: Span<UInt8>) {
        guard message.messageClass == .request, message.method == .binding else { return nil }
        var cursor = message.attributes
        while let attribute = cursor.next(in: bytes) {
            if attribute.type == .username {
                self.init(username: attribute, in: bytes)
                return
            }
        }
        return nil
    }

    init?(username: STUNAttribute, in bytes: Span<UInt8>) {
        // RFC 8839 5.4: a username fragment has 4 to 256 characters; older agents sent shorter ones.
        guard let fragments = username.usernameFragments(in: bytes), fragments.receiver.count <= 256,
            fragments.sender.count <= 256
        else { return nil }
        (receiver, sender) = fragments
        receiverKey = Self.hash(receiver, in: bytes)
        senderKey = Self.hash(sender, in: bytes)
    }

    /// The key of a username fragment that stands elsewhere, as in signalling.
    public static func key(of fragment: String) -> UInt64 {
        let bytes = Array(fragment.utf8)
        return hash(0..<bytes.count, in: bytes.span)
    }

    /// FNV-1a.
    private static func hash(_ range: Range<Int>, in bytes: Span<UInt8>) -> UInt64 {
        range.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64(bytes[$1])) &* 0x100_0000_01B3 }
    }
}
