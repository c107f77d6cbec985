/// The four bytes that begin every RTCP packet (RFC 3550 section 6.4.1).
@frozen
public struct RTCPHeader: Hashable, BitwiseCopyable, Sendable {
    public static let byteCount = 4

    /// The packet's last byte says how many bytes of padding it ends with.
    public var hasPadding: Bool
    /// Report or source count, feedback message type or subtype: five bits whose meaning depends on `type`.
    public var count: UInt8
    public var type: RTCPPacketType
    /// Length in 32-bit words minus one, header and padding included.
    public var length: UInt16

    @inlinable
    public init(hasPadding: Bool = false, count: UInt8, type: RTCPPacketType, length: UInt16) {
        self.hasPadding = hasPadding
        self.count = count & 0x1f
        self.type = type
        self.length = length
    }

    /// Bytes of the whole packet.
    @inlinable public var packetByteCount: Int { (Int(length) + 1) * 4 }

    /// Throws `malformed` for fewer than four bytes or a version other than 2.
    @inlinable
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        guard bytes.count >= Self.byteCount else {
            throw WireError(.malformed, .rtcp, needed: Self.byteCount, available: bytes.count)
        }
        guard bytes[0] >> 6 == 2 else { throw WireError(.malformed, .rtcp) }
        self.init(
            hasPadding: bytes[0] & 0x20 != 0, count: bytes[0], type: RTCPPacketType(rawValue: bytes[1]),
            length: bytes.uint16(at: 2))
    }

    /// The header of a packet that must be of `type`; throws `unsupported` otherwise.
    init(parsing packet: Span<UInt8>, expecting type: RTCPPacketType) throws(WireError) {
        try self.init(parsing: packet)
        guard self.type == type else { throw WireError(.unsupported, .rtcp, offset: 1) }
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(0x80 | (hasPadding ? 0x20 : 0) | count)
        bytes.append(type.rawValue)
        bytes.append(uint16: length)
    }

    /// Appends a packet whose body is what `body` appends, filling in the length. The body must be whole words.
    static func serialize(
        _ type: RTCPPacketType, count: Int, into bytes: inout [UInt8], body: (inout [UInt8]) -> Void
    ) {
        let start = bytes.count
        RTCPHeader(count: UInt8(truncatingIfNeeded: count), type: type, length: 0).serialize(into: &bytes)
        body(&bytes)
        let words = (bytes.count - start) / 4 - 1
        bytes[start + 2] = UInt8(truncatingIfNeeded: words >> 8)
        bytes[start + 3] = UInt8(truncatingIfNeeded: words)
    }
}
