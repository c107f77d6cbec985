/// What a stream's unique packets were made of, in bytes.
@frozen
public struct StreamByteCounts: Equatable, BitwiseCopyable, Sendable {
    /// Whole RTP packets.
    public var udpPayload: Int64 = 0
    /// Fixed headers, CSRC lists and extensions.
    public var headers: Int64 = 0
    /// Packets with the P bit set that repeat the timestamp before them: in audio they are all padding.
    public var paddingOnlyPackets: Int64 = 0
    /// What lies behind the headers of those.
    public var paddingOnlyBytes: Int64 = 0
    /// Packets with the P bit set.
    public var paddedPackets: Int64 = 0

    @inlinable public init() {}

    /// Behind the headers, of packets that carry media: payload, padding and authentication tag.
    @inlinable public var protected: Int64 { udpPayload - headers - paddingOnlyBytes }

    @inlinable
    mutating func add(_ packet: RTPArrival, repeatsTimestamp: Bool) {
        udpPayload &+= Int64(packet.length)
        headers &+= Int64(packet.headerLength)
        if packet.hasPadding {
            paddedPackets &+= 1
            if repeatsTimestamp {
                paddingOnlyPackets &+= 1
                paddingOnlyBytes &+= Int64(packet.length - packet.headerLength)
            }
        }
    }
}
