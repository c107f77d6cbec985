import Wire

/// Puts pcapng blocks together in a buffer, in little-endian order (draft-ietf-opsawg-pcapng section 3.1).
struct BlockBuilder {
    private(set) var bytes: [UInt8] = []
    /// Where the block at hand begins.
    private var start = 0

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Keeps the storage, unless a frame of unusual size has blown it up.
    mutating func removeAll(capacity: Int) {
        bytes.removeAll(keepingCapacity: bytes.capacity <= 2 * capacity)
        bytes.reserveCapacity(capacity)
    }

    mutating func begin(_ type: UInt32) {
        start = bytes.count
        append(type)
        append(UInt32(0))
    }

    /// Writes the block's length at both its ends.
    mutating func end() {
        let length = UInt32(clamping: bytes.count + 4 - start)
        for byte in 0..<4 { bytes[start + 4 + byte] = UInt8(truncatingIfNeeded: length >> UInt32(8 * byte)) }
        append(length)
    }

    mutating func append(_ value: UInt16) {
        bytes.append(UInt8(truncatingIfNeeded: value))
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    }

    mutating func append(_ value: UInt32) {
        append(UInt16(truncatingIfNeeded: value))
        append(UInt16(truncatingIfNeeded: value >> 16))
    }

    mutating func append(_ value: UInt64) {
        append(UInt32(truncatingIfNeeded: value))
        append(UInt32(truncatingIfNeeded: value >> 32))
    }

    /// A whole enhanced packet block without options (section 4.3), in few pieces: there are millions of them.
    mutating func packet(interface: UInt32, time: Timestamp, originalLength: UInt32, _ data: Span<UInt8>) {
        let ticks = UInt64(max(0, time.nanoseconds))
        let padding = -data.count & 3
        let length = UInt32(clamping: 32 + data.count + padding)
        bytes.append(addingCapacity: 28) { output in
            output.append(word: BlockType.enhancedPacket)
            output.append(word: length)
            output.append(word: interface)
            output.append(word: UInt32(truncatingIfNeeded: ticks >> 32))
            output.append(word: UInt32(truncatingIfNeeded: ticks))
            output.append(word: UInt32(clamping: data.count))
            output.append(word: originalLength)
        }
        unsafe data.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        bytes.append(addingCapacity: 8) { output in
            output.append(repeating: 0, count: padding)
            output.append(word: length)
        }
    }

    /// A time, whose upper half comes first in either byte order: nanoseconds, as `if_tsresol` is 9 in what we write.
    /// Times before 1970, which only a damaged capture has, become 1970.
    mutating func append(ticks time: Timestamp) {
        let ticks = UInt64(max(0, time.nanoseconds))
        append(UInt32(truncatingIfNeeded: ticks >> 32))
        append(UInt32(truncatingIfNeeded: ticks))
    }

    mutating func append(padded data: Span<UInt8>) {
        unsafe data.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        pad(data.count)
    }

    // MARK: Options (section 3.5)

    mutating func option(_ code: UInt16, _ value: [UInt8]) {
        append(code)
        append(UInt16(clamping: value.count))
        let kept = Array(value.prefix(0xffff))
        append(padded: kept.span)
    }

    mutating func option(_ code: UInt16, text: String?, prefix: [UInt8] = []) {
        guard let text, !text.isEmpty else { return }
        var value = prefix
        // A length of 16 bits; cut between characters.
        for character in text.unicodeScalars {
            let encoded = UTF8.encode(character).map(Array.init) ?? []
            guard value.count + encoded.count <= 0xffff else { break }
            value += encoded
        }
        option(code, value)
    }

    mutating func option(_ code: UInt16, count: UInt64?) {
        guard let count else { return }
        append(code)
        append(UInt16(8))
        append(count)
    }

    mutating func option(_ code: UInt16, time: Timestamp?) {
        guard let time else { return }
        append(code)
        append(UInt16(8))
        append(ticks: time)
    }

    mutating func endOptions() { append(UInt32(0)) }

    private mutating func pad(_ count: Int) {
        for _ in 0..<(-count & 3) { bytes.append(0) }
    }
}

extension OutputSpan<UInt8> {
    @inline(__always)
    fileprivate mutating func append(word: UInt32) {
        append(UInt8(truncatingIfNeeded: word))
        append(UInt8(truncatingIfNeeded: word >> 8))
        append(UInt8(truncatingIfNeeded: word >> 16))
        append(UInt8(truncatingIfNeeded: word >> 24))
    }
}
