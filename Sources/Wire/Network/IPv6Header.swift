/// The fixed IPv6 header (RFC 8200 3).
@frozen
public struct IPv6Header: Hashable, BitwiseCopyable, Sendable {
    public static let length = 40

    /// DSCP and ECN.
    public var trafficClass: UInt8
    public var flowLabel: UInt32
    /// Everything behind this header. 0 for jumbograms (RFC 2675) and before segmentation in the network card.
    public var payloadLength: UInt16
    public var nextHeader: IPProtocol
    public var hopLimit: UInt8
    public var source: IPAddress
    public var destination: IPAddress

    public init(
        trafficClass: UInt8 = 0, flowLabel: UInt32 = 0, payloadLength: UInt16, nextHeader: IPProtocol,
        hopLimit: UInt8 = 64, source: IPAddress, destination: IPAddress
    ) {
        self.trafficClass = trafficClass
        self.flowLabel = flowLabel
        self.payloadLength = payloadLength
        self.nextHeader = nextHeader
        self.hopLimit = hopLimit
        self.source = source
        self.destination = destination
    }

    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(IPv6Header.length, .ipv6)
        let first = bytes.uint32(at: 0)
        guard first >> 28 == 6 else { throw WireError(.malformed, .ipv6) }
        trafficClass = UInt8(truncatingIfNeeded: first >> 20)
        flowLabel = first & 0xfffff
        payloadLength = bytes.uint16(at: 4)
        nextHeader = IPProtocol(rawValue: bytes[6])
        hopLimit = bytes[7]
        source = IPAddress(high: bytes.uint64(at: 8), low: bytes.uint64(at: 16))
        destination = IPAddress(high: bytes.uint64(at: 24), low: bytes.uint64(at: 32))
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint32: 6 << 28 | UInt32(trafficClass) << 20 | flowLabel & 0xfffff)
        bytes.append(uint16: payloadLength)
        bytes.append(nextHeader.rawValue)
        bytes.append(hopLimit)
        for half in [source.high, source.low, destination.high, destination.low] { bytes.append(uint64: half) }
    }
}
