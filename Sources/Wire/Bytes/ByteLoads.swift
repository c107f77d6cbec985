/// Big-endian loads from packet bytes, network order as on the wire.
///
/// One bounds check each; an offset out of range traps, as any subscript does, so the check is the caller's duty. (Any
/// bytes make a valid integer: what is unsafe in `unsafeLoadUnaligned` cannot happen.)
extension Span<UInt8> {
    @inlinable @inline(__always)
    public func uint16(at offset: Int) -> UInt16 {
        UInt16(bigEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    @inlinable @inline(__always)
    public func uint24(at offset: Int) -> UInt32 {
        UInt32(uint16(at: offset)) << 8 | UInt32(self[offset + 2])
    }

    @inlinable @inline(__always)
    public func uint32(at offset: Int) -> UInt32 {
        UInt32(bigEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    @inlinable @inline(__always)
    public func uint48(at offset: Int) -> UInt64 {
        UInt64(uint16(at: offset)) << 32 | UInt64(uint32(at: offset + 2))
    }

    @inlinable @inline(__always)
    public func uint64(at offset: Int) -> UInt64 {
        UInt64(bigEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The bytes as an array: for values that outlive the packet.
    @inlinable
    public func copied() -> [UInt8] {
        unsafe withUnsafeBufferPointer { unsafe Array($0) }
    }
}

/// Big-endian stores, for everything that is written to the wire.
extension [UInt8] {
    public mutating func append(uint16 value: UInt16) {
        append(UInt8(truncatingIfNeeded: value >> 8))
        append(UInt8(truncatingIfNeeded: value))
    }

    public mutating func append(uint24 value: UInt32) {
        append(UInt8(truncatingIfNeeded: value >> 16))
        append(uint16: UInt16(truncatingIfNeeded: value))
    }

    public mutating func append(uint32 value: UInt32) {
        append(uint16: UInt16(truncatingIfNeeded: value >> 16))
        append(uint16: UInt16(truncatingIfNeeded: value))
    }

    public mutating func append(uint64 value: UInt64) {
        append(uint32: UInt32(truncatingIfNeeded: value >> 32))
        append(uint32: UInt32(truncatingIfNeeded: value))
    }
}
