/// Big-endian loads from packet bytes, network order as on the wire.
///
/// A hot header checks its length once and then uses these at constant offsets, which the compiler turns into single
/// byte-swapped loads. An offset out of range traps, as any subscript does, so the check is the caller's duty.
extension Span<UInt8> {
    @inlinable @inline(__always)
    public func uint16(at offset: Int) -> UInt16 {
        UInt16(self[offset]) << 8 | UInt16(self[offset + 1])
    }

    @inlinable @inline(__always)
    public func uint24(at offset: Int) -> UInt32 {
        UInt32(self[offset]) << 16 | UInt32(self[offset + 1]) << 8 | UInt32(self[offset + 2])
    }

    @inlinable @inline(__always)
    public func uint32(at offset: Int) -> UInt32 {
        UInt32(self[offset]) << 24 | UInt32(self[offset + 1]) << 16 | UInt32(self[offset + 2]) << 8
            | UInt32(self[offset + 3])
    }

    @inlinable @inline(__always)
    public func uint48(at offset: Int) -> UInt64 {
        UInt64(uint16(at: offset)) << 32 | UInt64(uint32(at: offset + 2))
    }

    @inlinable @inline(__always)
    public func uint64(at offset: Int) -> UInt64 {
        UInt64(uint32(at: offset)) << 32 | UInt64(uint32(at: offset + 4))
    }

    /// The bytes as an array: for values that outlive the packet.
    @inlinable
    public func copied() -> [UInt8] {
        var bytes = [UInt8]()
        bytes.reserveCapacity(count)
        for index in indices { bytes.append(self[index]) }
        return bytes
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
