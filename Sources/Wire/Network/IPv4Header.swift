/// The IPv4 header (RFC 791 3.1). Its options are skipped.
@frozen
public struct IPv4Header: Hashable, BitwiseCopyable, Sendable {
    /// 20 to 60 bytes, with the options.
    public var length: Int
    /// DSCP and ECN.
    public var trafficClass: UInt8
    /// Header and payload. 0 where the sender's network card was yet to cut the packet in pieces (TSO).
    public var totalLength: UInt16
    public var identification: UInt16
    /// Reserved, don't fragment, more fragments; then 13 bits of offset in units of 8 bytes.
    public var flagsAndOffset: UInt16
    public var timeToLive: UInt8
    public var proto: IPProtocol
    public var checksum: UInt16
    public var source: UInt32
    public var destination: UInt32

    public init(
        length: Int = 20, trafficClass: UInt8 = 0, totalLength: UInt16, identification: UInt16 = 0,
        flagsAndOffset: UInt16 = 0, timeToLive: UInt8 = 64, proto: IPProtocol, checksum: UInt16 = 0,
        source: UInt32, destination: UInt32
    ) {
        self.length = length
        self.trafficClass = trafficClass
        self.totalLength = totalLength
        self.identification = identification
        self.flagsAndOffset = flagsAndOffset
        self.timeToLive = timeToLive
        self.proto = proto
        self.checksum = checksum
        self.source = source
        self.destination = destination
    }

    public var moreFragments: Bool { flagsAndOffset & 0x2000 != 0 }
    /// In bytes.
    public var fragmentOffset: UInt16 { (flagsAndOffset & 0x1fff) << 3 }
    public var isFragment: Bool { flagsAndOffset & 0x3fff != 0 }

    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(20, .ipv4)
        length = Int(bytes[0] & 0x0f) * 4
        totalLength = bytes.uint16(at: 2)
        guard bytes[0] >> 4 == 4, length >= 20 else { throw WireError(.malformed, .ipv4) }
        guard totalLength == 0 || Int(totalLength) >= length else { throw WireError(.malformed, .ipv4, offset: 2) }
        try bytes.require(length, .ipv4)
        trafficClass = bytes[1]
        identification = bytes.uint16(at: 4)
        flagsAndOffset = bytes.uint16(at: 6)
        timeToLive = bytes[8]
        proto = IPProtocol(rawValue: bytes[9])
        checksum = bytes.uint16(at: 10)
        source = bytes.uint32(at: 12)
        destination = bytes.uint32(at: 16)
    }

    /// Writes the 20 fixed bytes, with `checksum` as it is; options, if `length` promises any, are the caller's.
    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(0x40 | UInt8(truncatingIfNeeded: length / 4))
        bytes.append(trafficClass)
        bytes.append(uint16: totalLength)
        bytes.append(uint16: identification)
        bytes.append(uint16: flagsAndOffset)
        bytes.append(timeToLive)
        bytes.append(proto.rawValue)
        bytes.append(uint16: checksum)
        bytes.append(uint32: source)
        bytes.append(uint32: destination)
    }
}
