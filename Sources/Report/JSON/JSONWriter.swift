/// Writes a JSON document (RFC 8259), keys in the order of the calls, in one pass into one buffer.
///
/// It never writes what is not JSON: strings are escaped, NaN and infinities become null. Objects and arrays are
/// closures, so that they cannot be left open.
public struct JSONWriter: ~Copyable {
    public enum Layout: Hashable, Sendable {
        /// One line, no spaces.
        case compact
        /// Two spaces a level; lists of numbers or strings stay on one line.
        case pretty
    }

    /// The document so far, UTF-8.
    public var bytes: [UInt8] { buffer.bytes }
    private var buffer: JSONBuffer
    private let layout: Layout
    private var depth = 0
    /// Nothing stands yet in the object or array that is open.
    private var isFirst = true
    /// The open array is kept on one line.
    private var isInline = false

    /// - Parameter capacity: bytes that it has room for at once; it grows as it must.
    public init(layout: Layout = .compact, capacity: Int = 256) {
        self.layout = layout
        buffer = JSONBuffer(capacity: capacity)
    }

    /// Ends a document with a new line; another may follow it in the same buffer.
    public mutating func endDocument() { buffer.append(UInt8(ascii: "\n")) }

    /// Empties the buffer between documents and keeps its storage.
    public mutating func removeAll() { buffer.removeAll() }

    // MARK: Objects and arrays

    @inline(__always)
    public mutating func object(_ members: (inout JSONWriter) -> Void) {
        nested(open: "{", close: "}", inline: false, members)
    }

    /// `elements` adds each with `element`.
    public mutating func array(inline: Bool = false, _ elements: (inout JSONWriter) -> Void) {
        nested(open: "[", close: "]", inline: inline, elements)
    }

    public mutating func element<Value: JSONRepresentable>(_ value: Value) {
        separate()
        value.write(to: &self)
    }

    public mutating func member<Value: JSONRepresentable>(_ key: StaticString, _ value: Value) {
        self.key(key)
        value.write(to: &self)
    }

    /// A member whose key the code does not know beforehand.
    public mutating func member<Value: JSONRepresentable>(named key: String, _ value: Value) {
        separate()
        string(key)
        buffer.append(UInt8(ascii: ":"))
        if layout == .pretty { buffer.append(UInt8(ascii: " ")) }
        value.write(to: &self)
    }

    /// A number with at most `decimals` digits after the point.
    public mutating func member(_ key: StaticString, _ value: Double?, decimals: Int) {
        self.key(key)
        number(value, decimals: decimals)
    }

    /// A list of numbers with at most `decimals` digits after the point each.
    public mutating func member(_ key: StaticString, _ values: [Double], decimals: Int) {
        member(key, inline: true) { json in
            for value in values {
                json.separate()
                json.number(value, decimals: decimals)
            }
        }
    }

    public mutating func member(_ key: StaticString, members: (inout JSONWriter) -> Void) {
        self.key(key)
        object(members)
    }

    public mutating func member(_ key: StaticString, inline: Bool, elements: (inout JSONWriter) -> Void) {
        self.key(key)
        array(inline: inline, elements)
    }

    /// Keys are the code's own, and plain.
    private mutating func key(_ key: StaticString) {
        separate()
        buffer.append(key: key, space: layout == .pretty)
    }

    /// Inlined, as the closures would hold copies of what they write.
    @inline(__always)
    private mutating func nested(
        open: Unicode.Scalar, close: Unicode.Scalar, inline: Bool, _ content: (inout JSONWriter) -> Void
    ) {
        let outer = (isFirst: isFirst, isInline: isInline)
        buffer.append(UInt8(ascii: open))
        depth += 1
        isFirst = true
        isInline = inline || outer.isInline
        content(&self)
        depth -= 1
        if !isFirst && !isInline { newline() }
        buffer.append(UInt8(ascii: close))
        isFirst = false
        isInline = outer.isInline
    }

    /// The comma and the new line that stand before a member or an element.
    @inline(__always)
    private mutating func separate() {
        buffer.needsComma = !isFirst
        if layout == .pretty {
            if !isInline {
                newline()
            } else if !isFirst {
                buffer.append(UInt8(ascii: " "))
            }
        }
        isFirst = false
    }

    private mutating func newline() {
        guard layout == .pretty else { return }
        buffer.append(UInt8(ascii: "\n"))
        for _ in 0..<2 * depth { buffer.append(UInt8(ascii: " ")) }
    }

    // MARK: Values

    public mutating func null() { buffer.append("null") }

    public mutating func boolean(_ value: Bool) { buffer.append(value ? "true" : "false") }

    public mutating func integer(_ value: some FixedWidthInteger) {
        // Most counters say that nothing happened.
        if let digit = UInt8(exactly: value), digit < 10 { return buffer.append(UInt8(ascii: "0") + digit) }
        guard let small = Int64(exactly: value) else { return append(String(value)) }
        fixedPoint(small, decimals: 0)
    }

    /// At most `decimals` digits after the point, none that is a trailing zero; nil, NaN and infinities are null.
    public mutating func number(_ value: Double?, decimals: Int) {
        guard let value, value.isFinite else { return null() }
        if let ticks = DecimalNumber.ticks(value, decimals: decimals) {
            fixedPoint(ticks, decimals: decimals)
        } else if let whole = Int64(exactly: value) {
            fixedPoint(whole, decimals: 0)
        } else {
            append(value.description)
        }
    }

    /// `value` units of the last of `decimals` digits after the point, trailing zeros left off.
    public mutating func fixedPoint(_ value: Int64, decimals: Int) {
        buffer.append(value.magnitude, decimals: decimals, isNegative: value < 0)
    }

    public mutating func string(_ value: String) {
        let text = value.utf8Span.span
        if Self.isPlain(text) {
            buffer.append(text, quoted: true)
            return
        }
        buffer.append(UInt8(ascii: "\""))
        for scalar in value.unicodeScalars { append(escaping: scalar) }
        buffer.append(UInt8(ascii: "\""))
    }

    // MARK: Bytes

    /// All of it is ASCII that stands for itself.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        let bytes = unsafe text.bytes
        var found: UInt64 = 0
        if bytes.byteCount < 8 {
            // Spaces before them.
            var last: UInt64 = 0x2020_2020_2020_2020
            for index in text.indices { last = last << 8 | UInt64(text[index]) }
            found = special(in: last)
        } else {
            // The last eight may overlap those before them.
            for offset in stride(from: 0, to: bytes.byteCount - 8, by: 8) {
                found |= special(in: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
            }
            found |= special(in: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: bytes.byteCount - 8, as: UInt64.self))
        }
        return found == 0
    }

    /// Other than 0 if one of the eight bytes has to be escaped or is no ASCII.
    @inline(__always)
    private static func special(in bytes: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        func equal(_ byte: UInt8) -> UInt64 {
            let rest = bytes ^ ones &* UInt64(byte)
            return (rest &- ones) & ~rest
        }
        let isControl = (bytes &- ones &* 0x20) & ~bytes
        let isEscaped = equal(UInt8(ascii: "\"")) | equal(UInt8(ascii: "\\")) | equal(0x7f)
        return (isControl | isEscaped | bytes) & (ones &* 0x80)
    }

    private mutating func append(escaping scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": append("\\\"")
        case "\\": append("\\\\")
        case "\n": append("\\n")
        case "\r": append("\\r")
        case "\t": append("\\t")
        case _ where scalar.isPrintable: append(String(scalar))
        // Escapes of what a terminal or a browser would obey; the reader of the document gets the same string back.
        default: for unit in String(scalar).utf16 { append("\\u" + Hexadecimal.text(unit, digits: 4)) }
        }
    }

    private mutating func append(_ text: String) { buffer.append(text.utf8Span.span) }
}
