/// Takes a line of text (SDP, SIP) apart at single bytes of ASCII, whatever else the line holds.
struct WordCursor {
    private var rest: Substring.UTF8View

    init(_ text: Substring) { rest = text.utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    /// What has not been taken, without the spaces around it.
    var remainder: Substring { Substring(rest).trimmed }

    /// The text up to the next `separator`, which is skipped, or to the end; nil if there is none.
    mutating func next(until separator: Character = " ") -> Substring? {
        guard let byte = separator.asciiValue else { return nil }
        // Several spaces are not written but read as one.
        if byte == UInt8(ascii: " ") { rest = rest.drop { $0 == byte } }
        guard !rest.isEmpty else { return nil }
        let word = rest.prefix { $0 != byte }
        rest = rest[word.endIndex...].dropFirst()
        return Substring(word)
    }

    /// The next word as a number in decimal digits, without a sign.
    mutating func number<Number: FixedWidthInteger>(_: Number.Type, until separator: Character = " ") -> Number? {
        next(until: separator).flatMap { Number(digits: $0) }
    }
}

extension Substring {
    /// Without spaces and tabs at its ends.
    var trimmed: Substring {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var text = utf8.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text = text.dropLast() }
        return Substring(text)
    }
}

extension FixedWidthInteger {
    /// Decimal digits alone: no sign, nothing before or behind.
    init?(digits: Substring) {
        guard let first = digits.utf8.first, (48...57).contains(first), let value = Self(digits) else { return nil }
        self = value
    }
}

extension Span<UInt8> {
    /// The lines of a text, ending with CRLF, LF or the text's end; the empty piece behind the last end is none.
    func forEachLine(_ body: (Range<Int>) -> Void) {
        var start = 0
        for index in indices where self[index] == UInt8(ascii: "\n") {
            body(start..<(index > start && self[index - 1] == UInt8(ascii: "\r") ? index - 1 : index))
            start = index + 1
        }
        if start < count { body(start..<(self[count - 1] == UInt8(ascii: "\r") ? count - 1 : count)) }
    }

    /// The bytes as text; what is no UTF-8 is replaced.
    func text(_ range: Range<Int>) -> Substring {
        Substring(String(decoding: extracting(range).copied(), as: UTF8.self))
    }
}
