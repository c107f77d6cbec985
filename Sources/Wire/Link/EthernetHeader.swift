/// The Ethernet header (IEEE 802.3 3.1.1), without preamble.
@frozen
public struct EthernetHeader: Hashable, BitwiseCopyable, Sendable {
    public static let length = 14

    /// The 48 bits of the MAC address.
    public var destination: UInt64
    public var source: UInt64
    /// An EtherType, or below 0x0600 the length of the LLC data that follow.
    public var typeOrLength: UInt16

    public init(destination: UInt64, source: UInt64, typeOrLength: UInt16) {
        self.destination = destination
        self.source = source
        self.typeOrLength = typeOrLength
    }

    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(EthernetHeader.length, .link)
        destination = bytes.uint48(at: 0)
        source = bytes.uint48(at: 6)
        typeOrLength = bytes.uint16(at: 12)
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint24: UInt32(truncatingIfNeeded: destination >> 24))
        bytes.append(uint24: UInt32(truncatingIfNeeded: destination))
        bytes.append(uint24: UInt32(truncatingIfNeeded: source >> 24))
        bytes.append(uint24: UInt32(truncatingIfNeeded: source))
        bytes.append(uint16: typeOrLength)
    }
}
