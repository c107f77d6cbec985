import Wire

/// The byte order of a capture file: the machine's that wrote it, not the network's.
enum ByteOrder {
    case little, big

    @inline(__always)
    func uint16(_ bytes: Span<UInt8>, at offset: Int) -> UInt16 {
        let value = bytes.uint16(at: offset)
        return self == .big ? value : value.byteSwapped
    }

    @inline(__always)
    func uint32(_ bytes: Span<UInt8>, at offset: Int) -> UInt32 {
        let value = bytes.uint32(at: offset)
        return self == .big ? value : value.byteSwapped
    }

    @inline(__always)
    func uint64(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
        let value = bytes.uint64(at: offset)
        return self == .big ? value : value.byteSwapped
    }
}
