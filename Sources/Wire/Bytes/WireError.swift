/// Why bytes could not be read as what they claim to be.
///
/// Small and copyable, so that bad packets can be counted by layer and reason without allocating.
public struct WireError: Error, Hashable, Sendable {
    public enum Reason: UInt8, Hashable, Sendable, CaseIterable {
        /// The packet was longer on the wire than the capture kept (snap length).
        case truncatedCapture
        /// The packet contradicts itself or its specification.
        case malformed
        /// Well-formed as far as can be seen, but of a kind that is not decoded.
        case unsupported
    }

    public enum Layer: UInt8, Hashable, Sendable, CaseIterable {
        case link, vlan, mpls, pppoe, ppp, gre, vxlan, geneve, gtp, ieee80211
        case ipv4, ipv6, udp, tcp, icmp
        case stun, channelData, dtls, rtp, rtcp
        case sip, sdp
    }

    public var reason: Reason
    public var layer: Layer
    /// Offset from the start of that layer at which reading failed.
    public var offset: UInt32
    /// Bytes needed from `offset` on.
    public var needed: UInt32
    /// Bytes there were from `offset` on.
    public var available: UInt32

    public init(_ reason: Reason, _ layer: Layer, offset: Int = 0, needed: Int = 0, available: Int = 0) {
        self.reason = reason
        self.layer = layer
        self.offset = UInt32(clamping: offset)
        self.needed = UInt32(clamping: needed)
        self.available = UInt32(clamping: available)
    }
}
