internal import Wire

/// A stream's figures second by second, each written as what changed since the one before: some 20 bytes for a second of
/// audio, where the figures themselves take 136. With thousands of long calls this is most of what they take.
@frozen
@usableFromInline
struct SecondLog: Equatable, Sendable {
    private(set) var last: StreamSecond
    private(set) var count = 0
    private var bytes: [UInt8] = []

    @usableFromInline init() { last = .zero }

    init(_ entries: some Sequence<StreamSecond>) {
        self.init()
        for entry in entries { append(entry) }
    }

    var isEmpty: Bool { count == 0 }

    /// What it takes of the heap, about.
    var heapBytes: Int { bytes.heapBytes }

    mutating func append(_ entry: StreamSecond) {
        let new = Fields(entry)
        var expected = Fields(last)
        expected.advance()
        var changed: UInt64 = 0
        for field in 0..<Fields.count where new.values[field] != expected.values[field] {
            changed |= 1 << UInt64(field)
        }
        append(changed)
        while changed != 0 {
            let field = changed.trailingZeroBitCount
            changed &= changed &- 1
            let change = new.values[field] &- expected.values[field]
            // Small numbers of either sign in few bytes; a Double has no small ones.
            if field == Fields.jitter {
                append(raw: UInt64(bitPattern: new.values[field]))
            } else {
                append(UInt64(bitPattern: change << 1 ^ change >> 63))
            }
        }
        last = entry
        count += 1
    }

    mutating func replaceLast(with entry: StreamSecond) {
        var entries = entries
        entries[entries.count - 1] = entry
        self = SecondLog(entries)
    }

    /// All of them, in their order.
    var entries: [StreamSecond] {
        var entries: [StreamSecond] = []
        entries.reserveCapacity(count + 1)
        let bytes = bytes.span
        var (fields, position) = (Fields(.zero), 0)
        while position < bytes.count {
            var changed = Self.read(bytes, &position)
            fields.advance()
            while changed != 0 {
                let field = changed.trailingZeroBitCount
                changed &= changed &- 1
                if field == Fields.jitter {
                    fields.values[field] = Int64(bitPattern: Self.read(raw: bytes, &position))
                } else {
                    let code = Self.read(bytes, &position)
                    fields.values[field] &+= Int64(bitPattern: code >> 1) ^ -Int64(bitPattern: code & 1)
                }
            }
            entries.append(fields.second)
        }
        return entries
    }

    // MARK: Numbers

    /// Seven bits a byte, the lowest first.
    private mutating func append(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    @inline(__always)
    private static func read(_ bytes: Span<UInt8>, _ position: inout Int) -> UInt64 {
        var (number, shift): (UInt64, UInt64) = (0, 0)
        while true {
            let byte = bytes[position]
            position &+= 1
            number |= UInt64(byte & 0x7f) &<< shift
            if byte < 0x80 { return number }
            shift &+= 7
        }
    }

    private mutating func append(raw number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    @inline(__always)
    private static func read(raw bytes: Span<UInt8>, _ position: inout Int) -> UInt64 {
        defer { position &+= 8 }
        return unsafe UInt64(
            littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
}

/// A second's figures in one row: those that change most often first, so that the word of what changed is short.
private struct Fields {
    static let count = 18
    static let jitter = 2
    private static let second = 7

    var values = InlineArray<18, Int64>(repeating: 0)

    init(_ entry: StreamSecond) {
        let (first, other, padding) = (entry.content.firstLevel, entry.content.secondLevel, entry.content.otherPadding)
        values = [
            entry.unique, entry.protectedBytes, Int64(bitPattern: entry.jitterSumMilliseconds.bitPattern),
            Int64(first.packets), first.sum, Int64(other.packets), other.sum,
            entry.second, entry.lost, entry.clientLost.standard, entry.clientLost.audioWithNACK,
            entry.clientLost.videoWithNACK, entry.paddingOnly, entry.duplicates, entry.reordered, padding.packets,
            padding.bytes, Int64(first.id) << 8 | Int64(other.id),
        ]
    }

    /// To what they are in the next entry if nothing happens.
    mutating func advance() { values[Self.second] &+= 1 }

    var second: StreamSecond {
        var content = StreamContentSecond()
        content.firstLevel.id = UInt8(truncatingIfNeeded: values[17] >> 8)
        content.firstLevel.packets = UInt32(truncatingIfNeeded: values[3])
        content.firstLevel.sum = values[4]
        content.secondLevel.id = UInt8(truncatingIfNeeded: values[17])
        content.secondLevel.packets = UInt32(truncatingIfNeeded: values[5])
        content.secondLevel.sum = values[6]
        content.otherPadding.packets = values[15]
        content.otherPadding.bytes = values[16]
        return StreamSecond(
            second: values[Self.second], unique: values[0], lost: values[8], protectedBytes: values[1],
            paddingOnly: values[12],
            jitterSumMilliseconds: Double(bitPattern: UInt64(bitPattern: values[Self.jitter])),
            duplicates: values[13], reordered: values[14],
            clientLost: ClientLosses(
                standard: values[9], audioWithNACK: values[10], videoWithNACK: values[11]), content: content)
    }
}

extension StreamSecond {
    /// Before the first.
    fileprivate static var zero: StreamSecond {
        StreamSecond(
            second: 0, unique: 0, lost: 0, protectedBytes: 0, paddingOnly: 0, jitterSumMilliseconds: 0, duplicates: 0,
            reordered: 0, clientLost: ClientLosses(missing: 0))
    }
}
