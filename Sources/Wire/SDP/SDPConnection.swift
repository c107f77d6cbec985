/// `c=`: where media are to be sent (RFC 8866 5.7).
public struct SDPConnection: Hashable, Sendable {
    /// As it is written: an address or a host's name.
    public var host: String
    /// Nil for a name.
    public var address: IPAddress?

    init?(_ value: Substring) {
        var words = WordCursor(value)
        guard words.next() == "IN", let family = words.next(), family == "IP4" || family == "IP6",
            var place = words.next().map(WordCursor.init), let host = place.next(until: "/")
        else { return nil }
        self.host = String(host)
        address = IPAddress(host)
    }
}
