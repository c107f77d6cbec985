/// `a=ssrc`: a source that the describing side sends (RFC 5576 4.1).
public struct SDPSource: Hashable, Sendable {
    public var ssrc: SSRC
    /// Its CNAME: what is played together.
    public var canonicalName: String?

    init?(_ value: Substring) {
        var words = WordCursor(value)
        guard let number = words.number(UInt32.self), var attribute = words.next().map(WordCursor.init) else {
            return nil
        }
        ssrc = SSRC(rawValue: number)
        if attribute.next(until: ":") == "cname" { canonicalName = String(attribute.remainder) }
    }
}
