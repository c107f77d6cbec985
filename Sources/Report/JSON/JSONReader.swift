/// Reads one JSON document as strictly as RFC 8259 allows: UTF-8 (a byte order mark may precede it), no key twice, nothing
/// after the document. The bytes are not trusted: time is linear in their number, memory and depth are bounded.
public struct JSONReader {
    public struct Limits: Sendable {
        /// Bytes of a document.
        public var bytes: Int
        /// Arrays and objects in one another.
        public var depth: Int
        /// Values in all: each takes up to 48 bytes of memory and may take two of the document.
        public var values: Int

        public init(bytes: Int = 1 << 26, depth: Int = 64, values: Int = 1 << 22) {
            self.bytes = bytes
            self.depth = depth
            self.values = values
        }
    }

    public struct Failure: Error, Hashable, CustomStringConvertible {
        public var reason: String
        public var position: JSONPosition
        public var description: String { "\(reason) at \(position)" }
    }

    /// No figure has more characters; what has is made to cost time.
    private static let numberLength = 512

    private let bytes: [UInt8]
    private let limits: Limits
    private var index = 0
    private var values = 0

    public static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(Failure) -> JSONValue {
        var reader = JSONReader(bytes: bytes, limits: limits)
        guard bytes.count <= limits.bytes else { throw reader.failure("a document of over \(limits.bytes) bytes") }
        if reader.stands("\u{FEFF}") { reader.index = 3 }
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        if reader.index < bytes.count { throw reader.failure("something after the document") }
        return value
    }

    public static func read(_ text: String, limits: Limits = Limits()) throws(Failure) -> JSONValue {
        try read(Array(text.utf8), limits: limits)
    }

    private init(bytes: [UInt8], limits: Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    private func failure(_ reason: String) -> Failure {
        Failure(reason: reason, position: JSONPosition(of: index, in: bytes))
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func stands(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: scalar) else { return false }
        index += 1
        return true
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONValue {
        skipSpace()
        values += 1
        if values > limits.values { throw failure("more than \(limits.values) values") }
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw failure("the document ends too early")
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
        guard stands(word) else { throw failure("no JSON value") }
        index += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(Failure) -> JSONValue {
        if depth > limits.depth { throw failure("more than \(limits.depth) levels") }
        index += 1
        var members: [JSONValue.Member] = []
        var keys: Set<String> = []
        if take("}") { return .object([]) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw failure("no key where one must stand") }
            let start = index
            let key = try string()
            if !keys.insert(key).inserted {
                index = start
                throw failure("the key '\(key)' a second time")
            }
            guard take(":") else { throw failure("no colon after a key") }
            members.append(JSONValue.Member(key: key, value: try value(depth: depth), offset: start))
        } while take(",")
        guard take("}") else { throw failure("an object that is not closed") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(Failure) -> JSONValue {
        if depth > limits.depth { throw failure("more than \(limits.depth) levels") }
        index += 1
        var elements: [JSONValue] = []
        if take("]") { return .array([]) }
        repeat { elements.append(try value(depth: depth)) } while take(",")
        guard take("]") else { throw failure("an array that is not closed") }
        return .array(elements)
    }

    // MARK: Strings

    private mutating func string() throws(Failure) -> String {
        index += 1
        var text: [UInt8] = []
        var start = index
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                text += bytes[start..<index]
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw failure("a string not in UTF-8")
                }
                index += 1
                return string
            case UInt8(ascii: "\\"):
                text += bytes[start..<index]
                index += 1
                text += try escape()
                start = index
            case 0..<0x20: throw failure("a bare control character")
            default: index += 1
            }
        }
        throw failure("a string that is not closed")
    }

    private mutating func escape() throws(Failure) -> [UInt8] {
        guard let byte = next else { throw failure("a string that is not closed") }
        let plain: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = byte
        case UInt8(ascii: "b"): plain = 0x08
        case UInt8(ascii: "f"): plain = 0x0C
        case UInt8(ascii: "n"): plain = 0x0A
        case UInt8(ascii: "r"): plain = 0x0D
        case UInt8(ascii: "t"): plain = 0x09
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw failure("an unknown escape")
        }
        index += 1
        return [plain]
    }

    private mutating func unicodeEscape() throws(Failure) -> [UInt8] {
        index += 1
        var units = [try hexUnit()]
        if UTF16.isLeadSurrogate(units[0]), stands("\\u") {
            index += 2
            units.append(try hexUnit())
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw failure("half a surrogate pair") }
        return Array(text.utf8)
    }

    private mutating func hexUnit() throws(Failure) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = next.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
                throw failure("no hexadecimal digit in an escape")
            }
            unit = unit << 4 | UInt16(digit)
            index += 1
        }
        return unit
    }

    // MARK: Numbers

    private mutating func number() throws(Failure) -> JSONValue {
        let start = index
        if next == UInt8(ascii: "-") { index += 1 }
        if next == UInt8(ascii: "0") { index += 1 } else { try digits() }
        var isInteger = true
        if next == UInt8(ascii: ".") {
            isInteger = false
            index += 1
            try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isInteger = false
            index += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        guard index - start <= Self.numberLength else {
            index = start
            throw failure("a number of over \(Self.numberLength) characters")
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isInteger, let integer = Int(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else {
            index = start
            throw failure("a number out of range")
        }
        return .number(number)
    }

    /// One or more.
    private mutating func digits() throws(Failure) {
        let start = index
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
        if index == start { throw failure(next == nil ? "the document ends too early" : "no JSON value") }
    }
}
