/// The two username fragments of a check (RFC 8445 7.2.2), as text.
public struct UsernameFragments: Hashable, Sendable {
    public var receiver: String
    public var sender: String

    public init(receiver: String, sender: String) {
        self.receiver = receiver
        self.sender = sender
    }
}
