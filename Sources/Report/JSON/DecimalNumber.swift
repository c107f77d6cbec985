/// Decimal text of measured numbers.
enum DecimalNumber {
    /// `value` rounded to `decimals` digits after the point, trailing zeros left off; `value` is finite.
    static func text(_ value: Double, decimals: Int) -> String {
        trimmed(fixed(value, decimals: decimals))
    }

    /// `value` rounded to exactly `decimals` digits after the point; `value` is finite.
    static func fixed(_ value: Double, decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value * scale).rounded()
        // Past 2^53 a Double's steps are whole numbers, and its own shortest text says all that it holds.
        guard scaled.magnitude < 9_007_199_254_740_992 else { return value.description }
        return fixed(ticks: Int64(scaled), decimals: decimals)
    }

    /// `ticks` units of the last of `decimals` digits after the point.
    static func fixed(ticks: Int64, decimals: Int) -> String {
        var digits = String(ticks.magnitude)
        let sign = ticks < 0 ? "-" : ""
        guard decimals > 0 else { return sign + digits }
        digits = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
        return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }

    /// Without the zeros that end a fraction, nor a fraction that is none.
    static func trimmed(_ fixed: String) -> String {
        guard fixed.utf8.contains(UInt8(ascii: ".")), !fixed.utf8.contains(UInt8(ascii: "e")) else { return fixed }
        var text = Substring(fixed)
        while text.utf8.last == UInt8(ascii: "0") { text.removeLast() }
        if text.utf8.last == UInt8(ascii: ".") { text.removeLast() }
        return String(text)
    }
}
