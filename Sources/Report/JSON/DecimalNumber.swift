/// Measured numbers as decimal numbers of a stated precision.
package enum DecimalNumber {
    /// `value` in units of the last of `decimals` digits after the point; nil past 2^53 of them, where a Double's own
    /// shortest text says all that it holds. `value` is finite.
    static func ticks(_ value: Double, decimals: Int) -> Int64? {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value * scale).rounded()
        return scaled.magnitude < 9_007_199_254_740_992 ? Int64(scaled) : nil
    }

    /// `value` with at most `decimals` digits after the point.
    package static func text(_ value: Double, decimals: Int) -> String {
        var writer = JSONWriter()
        writer.number(value, decimals: decimals)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// `value` with exactly `decimals` digits after the point.
    package static func fixed(_ value: Double, decimals: Int) -> String {
        let text = text(value, decimals: decimals)
        guard decimals > 0, !text.utf8.contains(UInt8(ascii: "e")) else { return text }
        let point = text.utf8.firstIndex(of: UInt8(ascii: "."))
        let present = point.map { text.utf8.distance(from: $0, to: text.utf8.endIndex) - 1 } ?? 0
        return text + (point == nil ? "." : "") + String(repeating: "0", count: max(0, decimals - present))
    }
}
