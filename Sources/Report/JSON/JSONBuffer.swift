/// The bytes of a document as they are written: every piece asks once for its room and then stands in a row of plain stores.
///
/// A report is some ten thousand pieces; appended to an array byte by byte they would cost more than what they say.
@safe
struct JSONBuffer: Sendable {
    /// What was written so far.
    private(set) var bytes: [UInt8] = []

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func append(_ byte: UInt8) {
        unsafe write(atMost: 1) { output in
            unsafe output[0] = byte
            return 1
        }
    }

    /// A key, which is plain, between its quotes.
    mutating func append(key: StaticString, comma: Bool, space: Bool) {
        let length = key.utf8CodeUnitCount
        unsafe write(atMost: length + 5) { output in
            var end = 0
            if comma {
                unsafe output[end] = UInt8(ascii: ",")
                end += 1
            }
            unsafe output[end] = UInt8(ascii: "\"")
            unsafe (output + end + 1).update(from: key.utf8Start, count: length)
            end += 1 + length
            unsafe output[end] = UInt8(ascii: "\"")
            unsafe output[end + 1] = UInt8(ascii: ":")
            end += 2
            if space {
                unsafe output[end] = UInt8(ascii: " ")
                end += 1
            }
            return end
        }
    }

    /// As they are, between quotes if so asked.
    mutating func append(_ text: Span<UInt8>, quoted: Bool = false) {
        let quote = quoted ? 1 : 0
        unsafe write(atMost: text.count + 2) { output in
            unsafe text.withUnsafeBufferPointer { source in
                guard let begin = source.baseAddress else { return }
                unsafe (output + quote).update(from: begin, count: source.count)
            }
            if quoted {
                unsafe output[0] = UInt8(ascii: "\"")
                unsafe output[text.count + 1] = UInt8(ascii: "\"")
            }
            return text.count + 2 * quote
        }
    }

    mutating func append(_ text: StaticString) {
        unsafe write(atMost: text.utf8CodeUnitCount) { output in
            unsafe output.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
            return text.utf8CodeUnitCount
        }
    }

    /// The decimal number `magnitude` / 10^`decimals`, with exactly so many digits after the point.
    mutating func append(_ magnitude: UInt64, decimals: Int, isNegative: Bool) {
        let digits = max(Self.digits(of: magnitude), decimals + 1)
        let begin = isNegative ? 1 : 0
        let length = begin + digits + (decimals > 0 ? 1 : 0)
        unsafe write(atMost: length) { output in
            // From the last digit to the first: the point's place is left out, then filled by what stands before it.
            var rest = magnitude
            var place = length
            let point = decimals > 0 ? length - decimals - 1 : length
            while place > point + 2 {
                let pair = Int(truncatingIfNeeded: rest % 100)
                rest /= 100
                place -= 2
                unsafe Self.write(pair: pair, to: output + place)
            }
            while place > point + 1 {
                place -= 1
                unsafe output[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            if decimals > 0 {
                place -= 1
                unsafe output[place] = UInt8(ascii: ".")
            }
            while place > begin + 1 {
                let pair = Int(truncatingIfNeeded: rest % 100)
                rest /= 100
                place -= 2
                unsafe Self.write(pair: pair, to: output + place)
            }
            if place > begin { unsafe output[begin] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10) }
            if isNegative { unsafe output[0] = UInt8(ascii: "-") }
            return length
        }
    }

    /// Two digits.
    @inline(__always)
    private static func write(pair: Int, to output: UnsafeMutablePointer<UInt8>) {
        let tens = pair / 10
        unsafe output[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: tens)
        unsafe output[1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: pair &- 10 &* tens)
    }

    /// log10(2) is close to 1233 / 4096.
    private static func digits(of value: UInt64) -> Int {
        let bits = UInt64.bitWidth - (value | 1).leadingZeroBitCount
        let digits = (bits * 1233) >> 12
        return value < powersOfTen[digits] ? digits : digits + 1
    }

    private static let powersOfTen: InlineArray<20, UInt64> = [
        0, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ]

    /// Lets a piece be written behind the others.
    ///
    /// - Parameter write: what it writes, from the first byte on; it gives back how many there are, `length` at most.
    @inline(__always)
    private mutating func write(atMost length: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        bytes.append(addingCapacity: length) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, count in
                precondition(length <= buffer.count - count)
                guard let begin = buffer.baseAddress else { return }
                let written = unsafe write(begin + count)
                precondition(written <= length)
                count += written
            }
        }
    }
}
