/// The bytes of a document as they are written: every piece asks once for its room and then stands in a row of plain stores.
///
/// A report is some four thousand pieces; appended to an array, which asks each time whether it is its only owner, they
/// would cost more than what they say.
@safe
struct JSONBuffer: ~Copyable {
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    /// The next piece stands behind a comma, which is written with it.
    var needsComma = false

    init(capacity: Int) {
        self.capacity = capacity
        unsafe storage = .allocate(capacity: capacity)
    }

    deinit { unsafe storage.deallocate() }

    /// What was written so far.
    var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: storage, count: count)) }

    mutating func removeAll() { count = 0 }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        unsafe write(atMost: 1) { output in
            unsafe output[0] = byte
            return 1
        }
    }

    /// A key, which is plain, between its quotes.
    @inline(__always)
    mutating func append(key: StaticString, space: Bool) {
        let length = key.utf8CodeUnitCount
        unsafe write(atMost: length + 4) { output in
            unsafe output[0] = UInt8(ascii: "\"")
            unsafe (output + 1).update(from: key.utf8Start, count: length)
            let end = unsafe output + length
            unsafe end[1] = UInt8(ascii: "\"")
            unsafe end[2] = UInt8(ascii: ":")
            unsafe end[3] = UInt8(ascii: " ")
            return length &+ (space ? 4 : 3)
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
                unsafe output[text.count &+ 1] = UInt8(ascii: "\"")
            }
            return text.count &+ 2 &* quote
        }
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        unsafe write(atMost: text.utf8CodeUnitCount) { output in
            unsafe output.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
            return text.utf8CodeUnitCount
        }
    }

    /// The decimal number `magnitude` / 10^`decimals`, trailing zeros behind the point left off.
    @inline(__always)
    mutating func append(_ magnitude: UInt64, decimals: Int, isNegative: Bool) {
        precondition(decimals < 24)
        unsafe write(atMost: 32) { output in
            unsafe output[0] = UInt8(ascii: "-")
            var end = isNegative ? 1 : 0
            // One digit at least stands before the point.
            if magnitude < 100_000_000, decimals < 8 {
                unsafe Self.write(magnitude, to: output, &end, digits: decimals &+ 1)
            } else {
                let (rest, low) = magnitude.quotientAndRemainder(dividingBy: 100_000_000)
                let (high, middle) = rest.quotientAndRemainder(dividingBy: 100_000_000)
                let isLong = high > 0 || decimals >= 16
                if isLong { unsafe Self.write(high, to: output, &end, digits: decimals &- 15) }
                unsafe Self.write(middle, to: output, &end, digits: isLong ? 8 : decimals &- 7)
                unsafe Self.write(low, to: output, &end, digits: 8)
            }
            guard decimals > 0 else { return end }
            let point = end &- decimals
            unsafe (output + point + 1).update(from: output + point, count: decimals)
            unsafe output[point] = UInt8(ascii: ".")
            while unsafe output[end] == UInt8(ascii: "0") { end &-= 1 }
            return end == point ? end : end &+ 1
        }
    }

    /// Writes a number below 10^8 at `end`, with no more leading zeros than `digits` digits ask for.
    @inline(__always)
    private static func write(_ value: UInt64, to output: UnsafeMutablePointer<UInt8>, _ end: inout Int, digits: Int) {
        // A digit a byte, the first one lowest: halves of four digits, quarters of two, and digits, all at once.
        let halves = value / 10_000 | (value % 10_000) << 32
        let hundreds = (halves &* 10_486) >> 20 & 0x7f_0000_007f
        let quarters = hundreds | (halves &- hundreds &* 100) << 16
        let tens = (quarters &* 103) >> 10 & 0x000f_000f_000f_000f
        let word = tens | (quarters &- tens &* 10) << 8
        let zeros = min(word.trailingZeroBitCount / 8, 8 &- max(1, digits))
        let text = (word | 0x3030_3030_3030_3030) &>> UInt64(truncatingIfNeeded: 8 &* zeros)
        unsafe UnsafeMutableRawPointer(output + end).storeBytes(of: text.littleEndian, as: UInt64.self)
        end &+= 8 &- zeros
    }

    /// Lets a piece be written behind the others.
    ///
    /// - Parameter write: what it writes, from the first byte on; it gives back how many there are, `length` at most.
    @inline(__always)
    private mutating func write(atMost length: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        if length >= capacity &- count { grow(by: length) }
        unsafe storage[count] = UInt8(ascii: ",")
        count &+= needsComma ? 1 : 0
        needsComma = false
        let written = unsafe write(storage + count)
        precondition(written <= length)
        count &+= written
    }

    /// Makes room for more than `length` bytes.
    @inline(never)
    private mutating func grow(by length: Int) {
        let larger = max(2 * capacity, capacity + length + 1)
        let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        unsafe new.update(from: storage, count: count)
        unsafe storage.deallocate()
        unsafe storage = new
        capacity = larger
    }
}
