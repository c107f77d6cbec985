/// The frame that captures of media consist of: Ethernet, IPv4 or IPv6 without options or extension headers, a whole UDP
/// datagram, no tunnel.
///
/// `HeaderWalk` reads it just the same; at constant offsets it takes a fraction of the time. Everything here is inlined
/// into the caller's loop.
@frozen
public struct PlainUDPFrame: BitwiseCopyable, Sendable {
    public var source: Endpoint
    public var destination: Endpoint
    /// As in `NetworkPacket`.
    public var timeToLive: UInt8
    public var trafficClass: UInt8
    public var payloadOffset: Int
    public var payloadLength: Int
    public var capturedPayloadLength: Int
    public var origin: UInt32

    /// Nil if the frame is any other.
    ///
    /// - Parameters:
    ///   - frame: the bytes that were captured of an Ethernet frame.
    ///   - originalLength: how many were on the wire.
    ///   - interface: enters into `origin`.
    @inlinable @inline(__always)
    public init?(_ frame: Span<UInt8>, originalLength: Int, interface: UInt32) {
        guard frame.count >= 42 else { return nil }
        let etherType = EtherType(rawValue: frame.uint16(at: 12))
        /// Where the UDP header begins, and where the IP packet ends.
        let udp: Int
        let end: Int
        if etherType == .ipv4 {
            // Version 4, no options; neither more fragments nor an offset; UDP.
            guard frame[14] == 0x45, frame.uint16(at: 20) & 0x3fff == 0, frame[23] == 17 else { return nil }
            udp = 34
            end = 14 &+ Int(frame.uint16(at: 16))
            trafficClass = frame[15]
            timeToLive = frame[22]
            source = Endpoint(IPAddress(ipv4: frame.uint32(at: 26)), frame.uint16(at: 34))
            destination = Endpoint(IPAddress(ipv4: frame.uint32(at: 30)), frame.uint16(at: 36))
        } else {
            guard etherType == .ipv6, frame.count >= 62, frame[14] >> 4 == 6, frame[20] == 17
            else { return nil }
            udp = 54
            // A length of 0 ends before UDP does: `HeaderWalk` knows what that means.
            end = 54 &+ Int(frame.uint16(at: 18))
            trafficClass = UInt8(truncatingIfNeeded: frame.uint16(at: 14) >> 4)
            timeToLive = frame[21]
            source = Endpoint(IPAddress(high: frame.uint64(at: 22), low: frame.uint64(at: 30)), frame.uint16(at: 54))
            destination = Endpoint(
                IPAddress(high: frame.uint64(at: 38), low: frame.uint64(at: 46)), frame.uint16(at: 56))
        }
        let length = Int(frame.uint16(at: udp &+ 4))
        guard end <= originalLength, length >= 8, udp &+ length <= end, !TunnelPort.contains(destination.port)
        else { return nil }
        payloadOffset = udp &+ 8
        payloadLength = length &- 8
        capturedPayloadLength = min(payloadLength, frame.count &- payloadOffset)
        var origin = PacketOrigin(interface)
        origin.mix(addresses: frame.uint48(at: 0), frame.uint48(at: 6))
        self.origin = origin.value(timeToLive: timeToLive)
    }
}

extension NetworkPacket {
    @inlinable
    public init(_ frame: PlainUDPFrame) {
        self.init()
        kind = .udp
        transport = .udp
        timeToLive = frame.timeToLive
        trafficClass = frame.trafficClass
        source = frame.source
        destination = frame.destination
        payloadOffset = frame.payloadOffset
        payloadLength = frame.payloadLength
        capturedPayloadLength = frame.capturedPayloadLength
        origin = frame.origin
    }
}
