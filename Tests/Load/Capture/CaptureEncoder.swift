import Wire

/// Writes the headers of a capture file and of its records (draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng).
struct CaptureEncoder {
    private let container: CaptureContainer
    /// A record's header, of which only times and lengths change.
    private var record: [UInt8] = []

    init(_ container: CaptureContainer) {
        self.container = container
        if container.isNextGeneration {
            // Enhanced packet block: type, length, interface 0, time, captured and original length.
            put(uint32: 6, into: &record)
            record += [UInt8](repeating: 0, count: 24)
        } else {
            record = [UInt8](repeating: 0, count: 16)
        }
    }

    /// What stands before the first frame: Ethernet, whole frames.
    var fileHeader: [UInt8] {
        var bytes: [UInt8] = []
        guard container.isNextGeneration else {
            put(uint32: container.timeUnit == 1 ? 0xA1B2_3C4D : 0xA1B2_C3D4, into: &bytes)
            put(uint16: 2, into: &bytes)
            put(uint16: 4, into: &bytes)
            for value: UInt32 in [0, 0, 262_144, 1] { put(uint32: value, into: &bytes) }
            return bytes
        }
        for value: UInt32 in [0x0A0D_0D0A, 28, 0x1A2B_3C4D] { put(uint32: value, into: &bytes) }
        put(uint16: 1, into: &bytes)
        put(uint16: 0, into: &bytes)
        for value: UInt32 in [.max, .max, 28] { put(uint32: value, into: &bytes) }
        // Interface description, with if_tsresol: ns.
        for value: UInt32 in [1, 32] { put(uint32: value, into: &bytes) }
        put(uint16: 1, into: &bytes)
        put(uint16: 0, into: &bytes)
        put(uint32: 262_144, into: &bytes)
        put(uint16: 9, into: &bytes)
        put(uint16: 1, into: &bytes)
        bytes += [9, 0, 0, 0]
        for value: UInt32 in [0, 32] { put(uint32: value, into: &bytes) }
        return bytes
    }

    /// Begins the record of a frame of `length` bytes, which the caller appends before `end`.
    mutating func begin(at time: Int64, length: Int, into bytes: inout [UInt8]) {
        let length = UInt32(truncatingIfNeeded: length)
        if container.isNextGeneration {
            let time = UInt64(bitPattern: time)
            patch(32 + (length + 3) & ~3, at: 4)
            patch(UInt32(truncatingIfNeeded: time >> 32), at: 12)
            patch(UInt32(truncatingIfNeeded: time), at: 16)
            patch(length, at: 20)
            patch(length, at: 24)
        } else {
            let (seconds, rest) = time.quotientAndRemainder(dividingBy: 1_000_000_000)
            patch(UInt32(truncatingIfNeeded: seconds), at: 0)
            patch(UInt32(truncatingIfNeeded: rest / container.timeUnit), at: 4)
            patch(length, at: 8)
            patch(length, at: 12)
        }
        bytes += record
    }

    func end(length: Int, into bytes: inout [UInt8]) {
        guard container.isNextGeneration else { return }
        for _ in 0..<(-length & 3) { bytes.append(0) }
        put(uint32: UInt32(truncatingIfNeeded: 32 + (length + 3) & ~3), into: &bytes)
    }

    private mutating func patch(_ value: UInt32, at offset: Int) {
        let value = container.isBigEndian ? value : value.byteSwapped
        var span = record.mutableSpan
        span[offset] = UInt8(truncatingIfNeeded: value >> 24)
        span[offset + 1] = UInt8(truncatingIfNeeded: value >> 16)
        span[offset + 2] = UInt8(truncatingIfNeeded: value >> 8)
        span[offset + 3] = UInt8(truncatingIfNeeded: value)
    }

    private func put(uint32 value: UInt32, into bytes: inout [UInt8]) {
        bytes.append(uint32: container.isBigEndian ? value : value.byteSwapped)
    }

    private func put(uint16 value: UInt16, into bytes: inout [UInt8]) {
        bytes.append(uint16: container.isBigEndian ? value : value.byteSwapped)
    }
}
