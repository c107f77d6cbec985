/// The byte order of a capture file: the machine's that wrote it, not the network's.
enum ByteOrder {
    case little, big

    @inline(__always)
    func uint16(_ bytes: Span<UInt8>, at offset: Int) -> UInt16 {
        let value = UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
        return self == .little ? value : value.byteSwapped
    }

    @inline(__always)
    func uint32(_ bytes: Span<UInt8>, at offset: Int) -> UInt32 {
        let value =
            UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8
            | UInt32(bytes[offset + 2]) << 16 | UInt32(bytes[offset + 3]) << 24
        return self == .little ? value : value.byteSwapped
    }

    @inline(__always)
    func uint64(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
        let first = UInt64(uint32(bytes, at: offset))
        let second = UInt64(uint32(bytes, at: offset + 4))
        return self == .little ? second << 32 | first : first << 32 | second
    }
}
