/// `a=rtcp`: where RTCP is taken (RFC 3605 2.1).
public struct SDPControlAddress: Hashable, Sendable {
    public var port: UInt16
    /// Nil: that of the media, or none that is one (browsers write 0.0.0.0).
    public var address: IPAddress?

    init?(_ value: Substring) {
        var words = WordCursor(value)
        guard let port = words.number(UInt16.self), port > 0 else { return nil }
        self.port = port
        if !words.isAtEnd {
            guard let connection = SDPConnection(words.remainder) else { return nil }
            address = connection.address.flatMap { $0.isAny ? nil : $0 }
        }
    }
}
