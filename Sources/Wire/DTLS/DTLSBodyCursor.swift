/// Reads a handshake body whose parts have lengths of their own. Never leaves its bytes.
struct DTLSBodyCursor {
    private(set) var offset: Int
    let end: Int

    init(_ range: Range<Int>) {
        offset = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { offset == end }

    /// The offsets of the next `count` bytes.
    mutating func take(_ count: Int) throws(WireError) -> Range<Int> {
        guard count <= end - offset else {
            throw WireError(.malformed, .dtls, offset: offset, needed: count, available: end - offset)
        }
        defer { offset += count }
        return offset..<offset + count
    }

    mutating func uint8(_ bytes: Span<UInt8>) throws(WireError) -> UInt8 {
        bytes[try take(1).lowerBound]
    }

    mutating func uint16(_ bytes: Span<UInt8>) throws(WireError) -> UInt16 {
        bytes.uint16(at: try take(2).lowerBound)
    }

    /// A vector whose length stands before it in one, two or three bytes.
    mutating func vector8(_ bytes: Span<UInt8>) throws(WireError) -> Range<Int> {
        try take(Int(try uint8(bytes)))
    }

    mutating func vector16(_ bytes: Span<UInt8>) throws(WireError) -> Range<Int> {
        try take(Int(try uint16(bytes)))
    }

    mutating func vector24(_ bytes: Span<UInt8>) throws(WireError) -> Range<Int> {
        try take(Int(bytes.uint24(at: try take(3).lowerBound)))
    }
}

extension Span<UInt8> {
    /// The bytes of `range` as 16-bit values, an odd byte at the end ignored.
    func uint16s(in range: Range<Int>) -> [UInt16] {
        stride(from: range.lowerBound, to: range.upperBound - 1, by: 2).map { uint16(at: $0) }
    }
}

extension [UInt8] {
    mutating func append(vector8 body: [UInt8]) {
        append(UInt8(truncatingIfNeeded: body.count))
        append(contentsOf: body)
    }

    mutating func append(vector16 body: [UInt8]) {
        append(uint16: UInt16(truncatingIfNeeded: body.count))
        append(contentsOf: body)
    }

    static func words(_ values: [UInt16]) -> [UInt8] {
        var bytes = [UInt8]()
        for value in values { bytes.append(uint16: value) }
        return bytes
    }
}
