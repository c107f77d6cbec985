import CaptureFiles
import Wire

/// The frames of a capture file in memory, to be changed and written again.
struct RecordedFrames {
    struct Frame {
        var time: Timestamp
        var linkType: LinkType
        var originalLength: UInt32
        var bytes: [UInt8]
    }

    var frames: [Frame]

    init(_ path: String) throws {
        frames = []
        var file = try CaptureFile(path)
        var batch = CaptureBatch()
        while file.read(into: &batch) {
            for frame in batch.frames {
                frames.append(
                    Frame(
                        time: frame.timestamp, linkType: frame.linkType, originalLength: frame.originalLength,
                        bytes: Array(batch.bytes[frame.offset..<frame.offset + Int(frame.capturedLength)])))
            }
        }
    }

    init(_ frames: [Frame]) { self.frames = frames }

    /// As a pcap file with ns, of the first frame's link type: each record's place in the file beside it.
    var pcap: (bytes: [UInt8], records: [Int]) {
        var file = LittleEndianBytes()
        file.append(UInt32(0xA1B2_3C4D))
        file.append(UInt16(2))
        file.append(UInt16(4))
        file.append(UInt64(0))
        file.append(UInt32(262_144))
        file.append(frames.first?.linkType.rawValue ?? 1)
        var records: [Int] = []
        for frame in frames {
            records.append(file.bytes.count)
            let nanoseconds = max(0, frame.time.nanoseconds)
            file.append(UInt32(truncatingIfNeeded: nanoseconds / 1_000_000_000))
            file.append(UInt32(truncatingIfNeeded: nanoseconds % 1_000_000_000))
            file.append(UInt32(frame.bytes.count))
            file.append(frame.originalLength)
            file.bytes += frame.bytes
        }
        return (file.bytes, records)
    }

    /// As a pcapng file with ns and one interface for each link type.
    var pcapng: (bytes: [UInt8], records: [Int]) {
        var file = LittleEndianBytes()
        file.block(0x0A0D_0D0A) {
            $0.append(UInt32(0x1A2B_3C4D))
            $0.append(UInt16(1))
            $0.append(UInt16(0))
            $0.append(UInt64.max)
        }
        var types: [LinkType] = []
        for type in frames.map(\.linkType) where !types.contains(type) { types.append(type) }
        for type in types {
            file.block(1) {
                $0.append(UInt16(truncatingIfNeeded: type.rawValue))
                $0.append(UInt16(0))
                $0.append(UInt32(0))
                // if_tsresol: ns.
                $0.bytes += [9, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0]
            }
        }
        var records: [Int] = []
        for frame in frames {
            records.append(file.bytes.count)
            let ticks = UInt64(max(0, frame.time.nanoseconds))
            file.block(6) {
                $0.append(UInt32(types.firstIndex(of: frame.linkType) ?? 0))
                $0.append(UInt32(truncatingIfNeeded: ticks >> 32))
                $0.append(UInt32(truncatingIfNeeded: ticks))
                $0.append(UInt32(frame.bytes.count))
                $0.append(frame.originalLength)
                $0.bytes += frame.bytes
                while $0.bytes.count % 4 != 0 { $0.bytes.append(0) }
            }
        }
        return (file.bytes, records)
    }
}

struct LittleEndianBytes {
    var bytes: [UInt8] = []

    mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        for shift in stride(from: 0, to: Value.bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> Value(shift)))
        }
    }

    mutating func block(_ type: UInt32, _ body: (inout LittleEndianBytes) -> Void) {
        var inner = LittleEndianBytes()
        body(&inner)
        let length = UInt32(inner.bytes.count + 12)
        append(type)
        append(length)
        bytes += inner.bytes
        append(length)
    }
}
