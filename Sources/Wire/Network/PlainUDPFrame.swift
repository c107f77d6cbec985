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
        if Self.isIPv4(frame) {
            self.init(ipv4: frame, originalLength: originalLength, interface: interface)
        } else {
            self.init(ipv6: frame, originalLength: originalLength, interface: interface)
        }
    }

    /// Whether an Ethernet frame says that it carries IPv4 and is long enough for UDP in it.
    @inlinable @inline(__always)
    public static func isIPv4(_ frame: Span<UInt8>) -> Bool {
        frame.count >= 42 && EtherType(rawValue: frame.uint16(at: 12)) == .ipv4
    }

    /// Whether it says the same of IPv6.
    @inlinable @inline(__always)
    public static func isIPv6(_ frame: Span<UInt8>) -> Bool {
        frame.count >= 62 && EtherType(rawValue: frame.uint16(at: 12)) == .ipv6
    }

    /// Where the UDP header begins.
    @inlinable public static var udpOverIPv4: Int { 34 }
    @inlinable public static var udpOverIPv6: Int { 54 }

    /// - Precondition: `isIPv4(frame)`.
    @inlinable @inline(__always)
    public init?(ipv4 frame: Span<UInt8>, originalLength: Int, interface: UInt32) {
        // Version 4, no options; neither more fragments nor an offset; UDP.
        guard frame[14] == 0x45, frame.uint32(at: 20) & 0x3fff_00ff == 17 else { return nil }
        self.init(
            udp: Self.udpOverIPv4, end: 14 &+ Int(frame.uint16(at: 16)), of: frame, originalLength: originalLength,
            source: IPAddress(ipv4: frame.uint32(at: 26)), destination: IPAddress(ipv4: frame.uint32(at: 30)),
            trafficClass: frame[15], timeToLive: frame[22], interface: interface)
    }

    @inlinable @inline(__always)
    public init?(ipv6 frame: Span<UInt8>, originalLength: Int, interface: UInt32) {
        guard Self.isIPv6(frame), frame[14] >> 4 == 6, frame[20] == 17 else { return nil }
        // A length of 0 ends before UDP does: `HeaderWalk` knows what that means.
        self.init(
            udp: Self.udpOverIPv6, end: 54 &+ Int(frame.uint16(at: 18)), of: frame, originalLength: originalLength,
            source: IPAddress(high: frame.uint64(at: 22), low: frame.uint64(at: 30)),
            destination: IPAddress(high: frame.uint64(at: 38), low: frame.uint64(at: 46)),
            trafficClass: UInt8(truncatingIfNeeded: frame.uint16(at: 14) >> 4), timeToLive: frame[21],
            interface: interface)
    }

    /// - Parameters:
    ///   - udp: where the UDP header begins; a constant, as all offsets then are.
    ///   - end: where the IP packet ends.
    @inlinable @inline(__always)
    init?(
        udp: Int, end: Int, of frame: Span<UInt8>, originalLength: Int, source: IPAddress, destination: IPAddress,
        trafficClass: UInt8, timeToLive: UInt8, interface: UInt32
    ) {
        let length = Int(frame.uint16(at: udp &+ 4))
        let port = frame.uint16(at: udp &+ 2)
        guard end <= originalLength, length >= 8, udp &+ length <= end, !TunnelPort.contains(port) else { return nil }
        self.source = Endpoint(source, frame.uint16(at: udp))
        self.destination = Endpoint(destination, port)
        self.trafficClass = trafficClass
        self.timeToLive = timeToLive
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
