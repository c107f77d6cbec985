/// Lower-case hexadecimal text of a stated width.
enum Hexadecimal {
    static func text(_ value: some UnsignedInteger, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
