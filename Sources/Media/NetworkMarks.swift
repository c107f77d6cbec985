/// What routers on the way write into a packet's IP header.
@frozen
public struct NetworkMarks: Equatable, BitwiseCopyable, Sendable {
    /// IPv4 time to live or IPv6 hop limit.
    public var timeToLive: UInt8
    /// DSCP in the upper six bits, ECN in the lower two (RFC 2474, 3168).
    public var trafficClass: UInt8

    @inlinable
    public init(timeToLive: UInt8 = 0, trafficClass: UInt8 = 0) {
        self.timeToLive = timeToLive
        self.trafficClass = trafficClass
    }

    public var differentiatedServices: UInt8 { trafficClass >> 2 }
    public var congestionNotification: UInt8 { trafficClass & 3 }
}
