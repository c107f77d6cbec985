/// The first line of a SIP message (RFC 3261 7.1, 7.2).
public enum SIPStartLine: Hashable, Sendable {
    case request(SIPMethod, uri: String)
    case response(status: Int, reason: String)

    /// A longer line is none.
    static let maximumLength = 2048

    /// What the first bytes are, as far as they are there.
    public enum Evidence: Hashable, Sendable { case none, unfinished, complete }

    /// Whether a SIP message begins with these bytes: nothing else has `SIP/2.0` at either end of its first line. The
    /// first byte tells most of what is none.
    public static func evidence(in bytes: Span<UInt8>) -> Evidence {
        var end = 0
        while end < bytes.count, bytes[end] != UInt8(ascii: "\r"), bytes[end] != UInt8(ascii: "\n") {
            // A method is a word of capital letters; `/` is for responses.
            if end < 4, !isCapital(bytes[end]), !(bytes[end] == UInt8(ascii: " ") && end == 3),
                !(bytes[end] == UInt8(ascii: "/") && end == 3)
            {
                return .none
            }
            guard bytes[end] >= 0x20, end < maximumLength else { return .none }
            end += 1
        }
        if end == bytes.count { return .unfinished }
        return SIPStartLine(bytes, 0..<end) == nil ? .none : .complete
    }

    private static func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard range.count >= 11, range.count <= Self.maximumLength else { return nil }
        var words = WordCursor(bytes.text(range))
        guard let first = words.next() else { return nil }
        if first == "SIP/2.0" {
            guard let status = words.number(UInt16.self), (100...699).contains(status) else { return nil }
            self = .response(status: Int(status), reason: String(words.remainder))
            return
        }
        guard first.utf8.count <= 32, first.utf8.allSatisfy(Self.isCapital), let uri = words.next(),
            uri.utf8.contains(UInt8(ascii: ":")), words.remainder == "SIP/2.0"
        else { return nil }
        self = .request(SIPMethod(rawValue: String(first)), uri: String(uri))
    }
}
