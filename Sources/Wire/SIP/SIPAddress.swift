/// The value of From, To or Contact: a URI, perhaps with a name before it, and the dialog's tag (RFC 3261 20.10, 20.20).
public struct SIPAddress: Hashable, Sendable {
    /// As it is written, without parameters behind it.
    public var uri: String
    public var displayName: String?
    public var tag: String?

    init?(_ value: Substring) {
        let text = value.trimmed
        var parameters: Substring
        if let open = Self.openBracket(of: text) {
            let inside = text[text.utf8.index(after: open)...]
            guard let close = inside.utf8.firstIndex(of: UInt8(ascii: ">")) else { return nil }
            uri = String(inside[..<close])
            let name = text[..<open].trimmed.filter { $0 != "\"" }
            displayName = name.isEmpty ? nil : String(name)
            parameters = inside[inside.utf8.index(after: close)...]
        } else {
            // RFC 3261 20: without brackets the parameters are the header's, not the URI's.
            var words = WordCursor(text)
            guard let bare = words.next(until: ";") else { return nil }
            uri = String(bare.trimmed)
            parameters = words.remainder
        }
        guard !uri.isEmpty else { return nil }
        var rest = WordCursor(parameters)
        while let parameter = rest.next(until: ";") {
            var parts = WordCursor(parameter.trimmed)
            if parts.next(until: "=")?.lowercased() == "tag", !parts.isAtEnd { tag = String(parts.remainder) }
        }
    }

    /// The `<` behind the display name, which may hold one in quotes.
    private static func openBracket(of text: Substring) -> Substring.Index? {
        var isQuoted = false
        var isEscaped = false
        for index in text.utf8.indices {
            let byte = text.utf8[index]
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = isQuoted
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == UInt8(ascii: "<"), !isQuoted {
                return index
            }
        }
        return nil
    }
}
