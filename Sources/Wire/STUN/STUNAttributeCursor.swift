/// Walks the attributes of a STUN message without allocating:
///
///     var cursor = message.attributes
///     while let attribute = cursor.next(in: bytes) { … }
///
/// `bytes` must be those that the message was parsed from.
@frozen
public struct STUNAttributeCursor: BitwiseCopyable, Sendable {
    @usableFromInline var offset: Int
    @usableFromInline let end: Int

    @inlinable init(from offset: Int, to end: Int) {
        self.offset = offset
        self.end = end
    }

    /// The next attribute whose value lies wholly in the message and in the capture; nil at the end, or where the
    /// attributes stop making sense.
    @inlinable
    public mutating func next(in bytes: Span<UInt8>) -> STUNAttribute? {
        let limit = min(end, bytes.count)
        guard offset + 4 <= limit else { return nil }
        let length = Int(bytes.uint16(at: offset + 2))
        guard offset + 4 + length <= limit else { return nil }
        let attribute = STUNAttribute(
            type: STUNAttributeType(rawValue: bytes.uint16(at: offset)), value: offset + 4..<offset + 4 + length)
        // RFC 8489 14: padded to 4 bytes, whatever the padding holds.
        offset = min(attribute.value.upperBound + (-length & 3), end)
        return attribute
    }

    /// The next attribute, whose value may end beyond the capture: it is the last one then. For a value that is data of
    /// another protocol, the readers of `STUNAttribute` need it whole.
    public mutating func nextPerhapsCut(in bytes: Span<UInt8>) -> STUNAttribute? {
        if let whole = next(in: bytes) { return whole }
        guard offset + 4 <= min(end, bytes.count) else { return nil }
        let length = Int(bytes.uint16(at: offset + 2))
        guard offset + 4 + length <= end else { return nil }
        let attribute = STUNAttribute(
            type: STUNAttributeType(rawValue: bytes.uint16(at: offset)), value: offset + 4..<offset + 4 + length)
        offset = end
        return attribute
    }

    /// True once everything that the header announced has been walked; false where it was cut off or malformed.
    @inlinable public var isComplete: Bool { offset == end }
}
