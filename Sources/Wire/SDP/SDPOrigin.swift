/// `o=`: who made the description, and its version (RFC 8866 5.2).
public struct SDPOrigin: Hashable, Sendable {
    public var username: String
    public var session: String
    public var version: String
    public var address: String

    init?(_ value: Substring) {
        var words = WordCursor(value)
        guard let username = words.next(), let session = words.next(), let version = words.next(),
            words.next() != nil, words.next() != nil, let address = words.next()
        else { return nil }
        self.username = String(username)
        self.session = String(session)
        self.version = String(version)
        self.address = String(address)
    }
}
