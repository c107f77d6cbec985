/// What a stream's unique packets were made of, in bytes.
@frozen
public struct StreamByteCounts: Equatable, BitwiseCopyable, Sendable {
    /// Whole RTP packets.
    public var udpPayload: Int64 = 0
    /// Whole RTP packets that repeat others; not part of any other count.
    public var duplicates: Int64 = 0
    /// Fixed headers, CSRC lists and extensions.
    public var headers: Int64 = 0
    /// Packets with the P bit set that repeat the timestamp before them and are no longer than padding can be: in audio
    /// they are all padding, in video most likely.
    public var paddingOnlyPackets: Int64 = 0
    /// What lies behind the headers of those.
    public var paddingOnlyBytes: Int64 = 0
    /// Packets with the P bit set.
    public var paddedPackets: Int64 = 0
    /// Those of them, no longer than padding can be, whose timestamp is new. The packet whose timestamp they repeat may
    /// have been lost or reordered, or it stands in another stream (RFC 4588).
    public var otherPadding = PaddedBytes()
    /// Of these, such as directly follow the packet before them: they repeat nothing.
    public var otherPaddingInOrder: Int64 = 0

    /// The padding count is one byte (RFC 3550 5.1) and encrypted by SRTP; behind it stands a tag of 16 bytes at most.
    @inlinable public static var maxPaddingOnlyLength: Int32 { 255 + 16 }

    @inlinable public init() {}

    /// Behind the headers, of packets that carry media: payload, padding and authentication tag.
    @inlinable public var protected: Int64 { udpPayload - headers - paddingOnlyBytes }

    @inlinable
    mutating func add(_ packet: RTPArrival, repeatsTimestamp: Bool, isNext: Bool) {
        udpPayload &+= Int64(packet.length)
        headers &+= Int64(packet.headerLength)
        if packet.hasPadding { addPadded(packet, repeatsTimestamp: repeatsTimestamp, isNext: isNext) }
    }

    /// Takes packets without padding.
    mutating func add(length: Int64, headers: Int64) {
        udpPayload &+= length
        self.headers &+= headers
    }

    @usableFromInline
    mutating func addPadded(_ packet: RTPArrival, repeatsTimestamp: Bool, isNext: Bool) {
        paddedPackets &+= 1
        let length = packet.protectedLength
        guard length <= Self.maxPaddingOnlyLength else { return }
        if repeatsTimestamp {
            paddingOnlyPackets &+= 1
            paddingOnlyBytes &+= Int64(length)
        } else {
            otherPadding.packets &+= 1
            otherPadding.bytes &+= Int64(length)
            if isNext { otherPaddingInOrder &+= 1 }
        }
    }

    /// Adds what a later count grew by from `start` to `end`.
    mutating func resume(from start: StreamByteCounts, to end: StreamByteCounts) {
        udpPayload += end.udpPayload - start.udpPayload
        duplicates += end.duplicates - start.duplicates
        headers += end.headers - start.headers
        paddingOnlyPackets += end.paddingOnlyPackets - start.paddingOnlyPackets
        paddingOnlyBytes += end.paddingOnlyBytes - start.paddingOnlyBytes
        paddedPackets += end.paddedPackets - start.paddedPackets
        otherPadding.resume(from: start.otherPadding, to: end.otherPadding)
        otherPaddingInOrder += end.otherPaddingInOrder - start.otherPaddingInOrder
    }
}

/// Packets with padding, and what lies behind their headers.
@frozen
public struct PaddedBytes: Equatable, BitwiseCopyable, Sendable {
    public var packets: Int64 = 0
    public var bytes: Int64 = 0

    @inlinable public init() {}

    mutating func resume(from start: PaddedBytes, to end: PaddedBytes) {
        packets += end.packets - start.packets
        bytes += end.bytes - start.bytes
    }

    mutating func append(_ later: PaddedBytes) { resume(from: PaddedBytes(), to: later) }
}
