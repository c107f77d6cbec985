/// gzip (RFC 1952) of stored blocks: what any decompressor reads, without a compressor.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var trailer = FileBytes(big: false)
    var offset = 0
    repeat {
        let count = min(65_535, bytes.count - offset)
        var block = FileBytes(big: false)
        block.append(UInt8(offset + count == bytes.count ? 1 : 0))
        block.append(UInt16(count))
        block.append(~UInt16(count))
        packed += block.bytes + bytes[offset..<offset + count]
        offset += count
    } while offset < bytes.count
    trailer.append(crc32(bytes))
    trailer.append(UInt32(bytes.count))
    return packed + trailer.bytes
}

/// Zstandard (RFC 8878) of raw blocks.
func zstd(_ bytes: [UInt8]) -> [UInt8] {
    // Frame header: a window of 128 KiB, no content size, no checksum.
    var packed: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
    var offset = 0
    repeat {
        let count = min(131_072, bytes.count - offset)
        let header = count << 3 | (offset + count == bytes.count ? 1 : 0)
        packed += [UInt8(header & 0xFF), UInt8(header >> 8 & 0xFF), UInt8(header >> 16)]
        packed += bytes[offset..<offset + count]
        offset += count
    } while offset < bytes.count
    return packed
}

private let crcOfByte: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes { sum = sum >> 8 ^ crcOfByte[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    return ~sum
}
