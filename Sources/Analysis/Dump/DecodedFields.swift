import Report
import Wire

/// Named values of what was decoded, in the order of the wire.
struct DecodedFields: JSONRepresentable, ExpressibleByDictionaryLiteral {
    private var members: [(key: String, value: any JSONRepresentable)]

    init(dictionaryLiteral elements: (String, any JSONRepresentable)...) {
        members = elements.map { (key: $0.0, value: $0.1) }
    }

    mutating func add(_ key: String, _ value: any JSONRepresentable) { members.append((key, value)) }

    /// Adds it if there is one.
    mutating func add(ifPresent key: String, _ value: (some JSONRepresentable)?) {
        if let value { add(key, value) }
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            for (key, value) in members { json.member(named: key, value) }
        }
    }
}

/// Lower-case hexadecimal text.
enum HexText {
    static func number(_ value: some UnsignedInteger & FixedWidthInteger, digits: Int) -> String {
        let text = String(value, radix: 16)
        return "0x" + String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    static func bytes(_ bytes: Span<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for index in bytes.indices {
            text.append(digit(bytes[index] >> 4))
            text.append(digit(bytes[index] & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
