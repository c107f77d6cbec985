/// One packet of a compound, as offsets into the datagram.
@frozen
public struct RTCPPacket: Hashable, Sendable {
    public var header: RTCPHeader
    /// Header and body without the padding: what the packet types' `init(parsing:)` take.
    public var range: Range<Int>
    /// Bytes of padding after `range`.
    public var paddingByteCount: Int

    @inlinable public var end: Int { range.upperBound + paddingByteCount }

    @inlinable
    init(header: RTCPHeader, range: Range<Int>, paddingByteCount: Int) {
        self.header = header
        self.range = range
        self.paddingByteCount = paddingByteCount
    }
}

/// Walks the packets of a compound (RFC 3550 section 6.1). A reduced-size compound (RFC 5506) may begin with any type,
/// so the first packet's type is not checked.
@frozen
public struct RTCPPacketCursor: Sendable {
    @usableFromInline var offset = 0
    /// Bytes the datagram had on the wire: tells a short capture from a lying length.
    @usableFromInline let originalLength: Int

    @inlinable
    public init(originalLength: Int) {
        self.originalLength = originalLength
    }

    /// The next packet, nil at the end. Throws `truncatedCapture` if the packet goes on beyond the captured bytes,
    /// `malformed` if it contradicts the datagram's length; nothing can be read after that.
    @inlinable
    public mutating func next(in bytes: Span<UInt8>) throws(WireError) -> RTCPPacket? {
        let start = offset
        let captured = bytes.count
        let whole = max(originalLength, captured)
        guard start < whole else { return nil }
        guard start + RTCPHeader.byteCount <= captured else {
            throw shortage(at: start, needed: RTCPHeader.byteCount, captured: captured)
        }
        let header = try RTCPHeader(parsing: bytes.extracting(start..<captured))
        let end = start + header.packetByteCount
        guard end <= captured else {
            throw shortage(at: start, needed: header.packetByteCount, captured: captured)
        }
        var padding = 0
        if header.hasPadding {
            padding = Int(bytes[end - 1])
            guard padding > 0, padding <= header.packetByteCount - RTCPHeader.byteCount else {
                throw WireError(.malformed, .rtcp, offset: end - 1)
            }
        }
        offset = end
        return RTCPPacket(header: header, range: start..<end - padding, paddingByteCount: padding)
    }

    @usableFromInline
    func shortage(at start: Int, needed: Int, captured: Int) -> WireError {
        let cut = start + needed <= originalLength
        return WireError(
            cut ? .truncatedCapture : .malformed, .rtcp, offset: start, needed: needed, available: captured - start)
    }
}
