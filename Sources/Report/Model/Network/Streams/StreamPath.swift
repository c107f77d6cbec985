/// A 5-tuple that a stream took, with its own figures.
public struct StreamPath: Hashable, Sendable, JSONRepresentable {
    /// udp or tcp.
    public var transport: String
    /// The TURN server that wraps the packets between it and its client.
    public var relay: TransportAddress?
    /// Source.
    public var from: TransportAddress
    /// Destination.
    public var to: TransportAddress
    /// Packets on this path.
    public var packets: Int
    /// Packets lost on this leg; null where the stream only passed by.
    public var lost: Int?
    /// IPv4 TTL or IPv6 hop limit, each value seen.
    public var hopLimits: [Int]
    /// Differentiated services code points, each value seen.
    public var dscp: [Int]
    /// ECN code points, each value seen.
    public var ecn: [Int]
    /// Each combination of the three, by first appearance.
    public var ipHeaders: [IPHeaderReport]
    /// Unix seconds.
    public var firstSeen: UnixTime?
    /// Unix seconds.
    public var lastSeen: UnixTime?

    public init(
        transport: String, relay: TransportAddress? = nil, from: TransportAddress, to: TransportAddress, packets: Int,
        lost: Int? = nil, hopLimits: [Int] = [], dscp: [Int] = [], ecn: [Int] = [], ipHeaders: [IPHeaderReport] = [],
        firstSeen: UnixTime? = nil, lastSeen: UnixTime? = nil
    ) {
        self.transport = transport
        self.relay = relay
        self.from = from
        self.to = to
        self.packets = packets
        self.lost = lost
        self.hopLimits = hopLimits
        self.dscp = dscp
        self.ecn = ecn
        self.ipHeaders = ipHeaders
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("transport", transport)
            $0.member("relay", relay)
            $0.member("from", from)
            $0.member("to", to)
            $0.member("packets", packets)
            $0.member("lost", lost)
            $0.member("hop_limits", hopLimits)
            $0.member("dscp", dscp)
            $0.member("ecn", ecn)
            $0.member("ip_headers", ipHeaders)
            $0.member("first_seen", firstSeen)
            $0.member("last_seen", lastSeen)
        }
    }
}
