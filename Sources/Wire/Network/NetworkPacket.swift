/// What the link, tunnel, IP and transport headers of one frame say, and where its payload lies.
///
/// Addresses and ports are the innermost ones. Offsets count from the frame's first byte. Lengths come from the IP and
/// UDP headers, never from the frame, which may carry padding or a frame check sequence.
@frozen
public struct NetworkPacket: BitwiseCopyable, Sendable {
    public enum Kind: UInt8, BitwiseCopyable, Sendable {
        /// A whole UDP datagram.
        case udp
        /// A TCP segment; see `tcp`.
        case tcp
        /// A fragment of an IP packet; see `fragment`. `source` and `destination` have port 0.
        case fragment
        /// An ICMP or ICMPv6 error, which quotes a packet that did not arrive: never media.
        case icmpError
        /// Anything else over IP: `transport` says what.
        case otherIP
        /// Not IP (ARP, LLDP, spanning tree …).
        case notIP
    }

    public var kind: Kind
    public var transport: IPProtocol
    /// IPv4 time to live or IPv6 hop limit.
    public var timeToLive: UInt8
    /// DSCP in the upper six bits, ECN in the lower two (RFC 2474, 3168).
    public var trafficClass: UInt8
    public var source: Endpoint
    public var destination: Endpoint
    public var payloadOffset: Int
    /// Payload bytes on the wire.
    public var payloadLength: Int
    /// Payload bytes in the capture: fewer than `payloadLength` where the snap length cut them off.
    public var capturedPayloadLength: Int
    /// Tells copies of one packet apart that the capture saw at different places: interface, packet type, MAC pair,
    /// VLAN and time to live, hashed.
    public var origin: UInt32
    public var tcp: TCPFields
    public var fragment: FragmentFields

    @frozen
    public struct TCPFields: BitwiseCopyable, Sendable {
        public var sequence: UInt32
        public var acknowledgement: UInt32
        /// CWR ECE URG ACK PSH RST SYN FIN (RFC 9293 3.1).
        public var flags: UInt8

        @inlinable public init(sequence: UInt32 = 0, acknowledgement: UInt32 = 0, flags: UInt8 = 0) {
            self.sequence = sequence
            self.acknowledgement = acknowledgement
            self.flags = flags
        }

        @inlinable public var isFIN: Bool { flags & 0x01 != 0 }
        @inlinable public var isSYN: Bool { flags & 0x02 != 0 }
        @inlinable public var isRST: Bool { flags & 0x04 != 0 }
        @inlinable public var isACK: Bool { flags & 0x10 != 0 }
    }

    @frozen
    public struct FragmentFields: BitwiseCopyable, Sendable {
        public var identification: UInt32
        /// Offset of this fragment's payload in the whole packet's, in bytes.
        public var offset: UInt16
        public var moreFollow: Bool

        @inlinable public init(identification: UInt32 = 0, offset: UInt16 = 0, moreFollow: Bool = false) {
            self.identification = identification
            self.offset = offset
            self.moreFollow = moreFollow
        }
    }

    @inlinable public init() {
        kind = .notIP
        transport = IPProtocol(rawValue: 255)
        timeToLive = 0
        trafficClass = 0
        source = Endpoint(.unspecified, 0)
        destination = Endpoint(.unspecified, 0)
        payloadOffset = 0
        payloadLength = 0
        capturedPayloadLength = 0
        origin = 0
        tcp = TCPFields()
        fragment = FragmentFields()
    }

    @inlinable public var tuple: FiveTuple {
        FiveTuple(source: source, destination: destination, transport: transport)
    }
}
