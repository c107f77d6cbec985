/// Statistics over a range of sequence numbers (RFC 3611 section 4.6). What the flags leave out is nil.
@frozen
public struct RTCPStatisticsSummary: Hashable, BitwiseCopyable, Sendable {
    public var ssrc: UInt32
    public var beginSequence: UInt16
    public var endSequence: UInt16
    public var lostPackets: UInt32?
    public var duplicatePackets: UInt32?
    public var jitter: Distribution?
    /// TTL or hop limit.
    public var hops: Distribution?
    public var hopsAreIPv6: Bool

    @frozen
    public struct Distribution: Hashable, BitwiseCopyable, Sendable {
        public var min: UInt32
        public var max: UInt32
        public var mean: UInt32
        public var deviation: UInt32

        public init(min: UInt32, max: UInt32, mean: UInt32, deviation: UInt32) {
            self.min = min
            self.max = max
            self.mean = mean
            self.deviation = deviation
        }
    }

    public init(parsing packet: Span<UInt8>, _ block: RTCPExtendedReportBlock) throws(WireError) {
        try block.require(.statisticsSummary, byteCount: 36, in: packet)
        let start = block.contents.lowerBound
        let flags = block.typeSpecific
        ssrc = packet.uint32(at: start)
        beginSequence = packet.uint16(at: start + 4)
        endSequence = packet.uint16(at: start + 6)
        lostPackets = flags & 0x80 != 0 ? packet.uint32(at: start + 8) : nil
        duplicatePackets = flags & 0x40 != 0 ? packet.uint32(at: start + 12) : nil
        jitter =
            flags & 0x20 != 0
            ? Distribution(
                min: packet.uint32(at: start + 16), max: packet.uint32(at: start + 20),
                mean: packet.uint32(at: start + 24), deviation: packet.uint32(at: start + 28)) : nil
        hops =
            flags & 0x18 != 0
            ? Distribution(
                min: UInt32(packet[start + 32]), max: UInt32(packet[start + 33]), mean: UInt32(packet[start + 34]),
                deviation: UInt32(packet[start + 35])) : nil
        hopsAreIPv6 = flags & 0x18 == 0x10
    }

    /// The block's type-specific byte.
    public var flags: UInt8 {
        (lostPackets != nil ? 0x80 : 0) | (duplicatePackets != nil ? 0x40 : 0) | (jitter != nil ? 0x20 : 0)
            | (hops == nil ? 0 : hopsAreIPv6 ? 0x10 : 0x08)
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint32: ssrc)
        bytes.append(uint16: beginSequence)
        bytes.append(uint16: endSequence)
        for value in [
            lostPackets, duplicatePackets, jitter?.min, jitter?.max, jitter?.mean, jitter?.deviation,
        ] {
            bytes.append(uint32: value ?? 0)
        }
        for value in [hops?.min, hops?.max, hops?.mean, hops?.deviation] {
            bytes.append(UInt8(truncatingIfNeeded: value ?? 0))
        }
    }
}
