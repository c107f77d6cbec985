/// `a=extmap`: the id of an RTP header extension (RFC 8285 5).
public struct SDPHeaderExtension: Hashable, Sendable {
    /// 1...14 in the one-byte form, up to 255 in the other; higher ones are yet to be chosen.
    public var id: UInt16
    public var uri: String

    /// RFC 6464.
    public static let audioLevel = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
    /// RFC 9143 15.
    public static let mid = "urn:ietf:params:rtp-hdrext:sdes:mid"

    init?(_ value: Substring) {
        var words = WordCursor(value)
        guard var parts = words.next().map(WordCursor.init), let id = parts.number(UInt16.self, until: "/"), id > 0,
            let uri = words.next()
        else { return nil }
        self.id = id
        self.uri = String(uri)
    }
}
