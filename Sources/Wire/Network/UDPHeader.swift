/// The UDP header (RFC 768).
@frozen
public struct UDPHeader: Hashable, BitwiseCopyable, Sendable {
    public static let length = 8

    public var sourcePort: UInt16
    public var destinationPort: UInt16
    /// Header and payload. 0 for IPv6 jumbograms (RFC 2675 4).
    public var totalLength: UInt16
    public var checksum: UInt16

    public init(sourcePort: UInt16, destinationPort: UInt16, totalLength: UInt16, checksum: UInt16 = 0) {
        self.sourcePort = sourcePort
        self.destinationPort = destinationPort
        self.totalLength = totalLength
        self.checksum = checksum
    }

    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(UDPHeader.length, .udp)
        sourcePort = bytes.uint16(at: 0)
        destinationPort = bytes.uint16(at: 2)
        totalLength = bytes.uint16(at: 4)
        checksum = bytes.uint16(at: 6)
        guard totalLength == 0 || totalLength >= 8 else { throw WireError(.malformed, .udp, offset: 4) }
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: sourcePort)
        bytes.append(uint16: destinationPort)
        bytes.append(uint16: totalLength)
        bytes.append(uint16: checksum)
    }
}
