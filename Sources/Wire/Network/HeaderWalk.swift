/// One frame's way from header to header.
///
/// Each step reads the header at `offset`, moves `offset` behind it, narrows `end` to what it says, and names the next.
struct HeaderWalk {
    /// Headers on one another in a single frame: more than any network stacks, and a bound for hostile ones.
    static let maximumHeaders = 32

    enum Header {
        case ethernet, vlan, snap, linuxCooked, linuxCooked2, loopback, ppp, pppOrHDLC, pppoe, radiotap, ieee80211
        case mpls, gre, vxlan, geneve, gtp
        case ip, ipv4, ipv6, transport, arp
        /// Nothing more to read: a payload, or nothing that leads to IP.
        case none
    }

    var next: Header
    var offset = 0
    /// Where the innermost packet so far ends on the wire; may lie behind the captured bytes.
    var end: Int
    var origin: PacketOrigin
    /// The datagram that is to be reported if what looks like a tunnel in it leads to no IP header, nor ARP.
    var unprovenTunnel: NetworkPacket?

    init(_ first: Header, length: Int, origin: PacketOrigin) {
        next = first
        end = length
        self.origin = origin
    }

    /// Walks to the end and settles what is to be said of it.
    mutating func finish(_ frame: Span<UInt8>, into packet: inout NetworkPacket) -> WireError? {
        let originalLength = end
        var failure: WireError?
        do {
            try run(frame, into: &packet)
        } catch {
            failure = error
            // A header that the packet has but the capture has not.
            let isCut = error.available < error.needed && Int(error.needed) <= end - offset
            if isCut, frame.count < originalLength { failure?.reason = .truncatedCapture }
        }
        packet.origin = origin.value(timeToLive: packet.timeToLive)
        if let unprovenTunnel {
            packet = unprovenTunnel
            return nil
        }
        return failure
    }

    private mutating func run(_ frame: Span<UInt8>, into packet: inout NetworkPacket) throws(WireError) {
        for _ in 0..<HeaderWalk.maximumHeaders {
            let bytes = frame.extracting(offset..<max(offset, min(end, frame.count)))
            switch next {
            case .ethernet: try readEthernet(bytes)
            case .vlan: try readVLAN(bytes)
            case .snap: try readSNAP(bytes)
            case .linuxCooked: try readLinuxCooked(bytes)
            case .linuxCooked2: try readLinuxCooked2(bytes)
            case .loopback: try readLoopback(bytes)
            case .ppp: try readPPP(bytes)
            case .pppOrHDLC: try readPPPOrHDLC(bytes)
            case .pppoe: try readPPPoE(bytes)
            case .radiotap: try readRadiotap(bytes)
            case .ieee80211: try readIEEE80211(bytes)
            case .mpls: try readMPLS(bytes)
            case .gre: try readGRE(bytes)
            case .vxlan: try readVXLAN(bytes)
            case .geneve: try readGENEVE(bytes)
            case .gtp: try readGTP(bytes)
            case .ip: try chooseIPVersion(bytes)
            case .ipv4: try readIPv4(bytes, into: &packet)
            case .ipv6: try readIPv6(bytes, into: &packet)
            case .transport: try readTransport(bytes, into: &packet)
            case .arp: readARP(bytes, into: &packet)
            case .none: return
            }
        }
        guard next == .none else { throw WireError(.unsupported, .link, offset: offset) }
    }
}
