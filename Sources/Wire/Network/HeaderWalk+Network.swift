extension HeaderWalk {
    mutating func chooseIPVersion(_ bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(1, .ipv4)
        next = bytes[0] >> 4 == 6 ? .ipv6 : .ipv4
    }

    mutating func readIPv4(_ bytes: Span<UInt8>, into packet: inout NetworkPacket) throws(WireError) {
        let header = try IPv4Header(parsing: bytes)
        try narrow(to: Int(header.totalLength), .ipv4)
        offset += header.length
        packet.source = Endpoint(IPAddress(ipv4: header.source), 0)
        packet.destination = Endpoint(IPAddress(ipv4: header.destination), 0)
        packet.timeToLive = header.timeToLive
        packet.trafficClass = header.trafficClass
        packet.transport = header.proto
        setPayload(bytes, skipping: header.length, kind: .otherIP, in: &packet)
        next = .transport
        guard header.isFragment else { return }
        packet.kind = .fragment
        packet.fragment = NetworkPacket.FragmentFields(
            identification: UInt32(header.identification), offset: header.fragmentOffset,
            moreFollow: header.moreFragments)
        next = .none
    }

    mutating func readIPv6(_ bytes: Span<UInt8>, into packet: inout NetworkPacket) throws(WireError) {
        let header = try IPv6Header(parsing: bytes)
        try narrow(to: header.payloadLength == 0 ? 0 : Int(header.payloadLength) + IPv6Header.length, .ipv6)
        offset += IPv6Header.length
        packet.source = Endpoint(header.source, 0)
        packet.destination = Endpoint(header.destination, 0)
        packet.timeToLive = header.hopLimit
        packet.trafficClass = header.trafficClass
        packet.transport = header.nextHeader
        setPayload(bytes, skipping: IPv6Header.length, kind: .otherIP, in: &packet)
        next = .transport
    }

    /// ARP for IPv4 over Ethernet (RFC 826) is nothing to report, but proves that a tunnel is one.
    mutating func readARP(_ bytes: Span<UInt8>, into packet: inout NetworkPacket) {
        next = .none
        guard bytes.count >= 28, bytes.uint64(at: 0) & ~3 == 0x0001_0800_0604_0000 else { return }
        if unprovenTunnel != nil { packet = NetworkPacket() }
        unprovenTunnel = nil
    }

    /// Takes the length that an IP header states, from its start.
    ///
    /// 0 stands for a packet that the network card was yet to segment, and for jumbograms (RFC 2675): it is as long as
    /// the frame. A length beyond the frame's is believed, and the missing bytes are the capture's loss; but it proves
    /// no tunnel.
    private mutating func narrow(to length: Int, _ layer: WireError.Layer) throws(WireError) {
        if length > 0 {
            guard unprovenTunnel == nil || length <= end - offset else {
                throw WireError(.malformed, layer, needed: length, available: end - offset)
            }
            end = offset + length
        }
        unprovenTunnel = nil
    }

    /// The payload behind a header of `length` that begins with `bytes`; `offset` is already behind it.
    private func setPayload(
        _ bytes: Span<UInt8>, skipping length: Int, kind: NetworkPacket.Kind, in packet: inout NetworkPacket
    ) {
        packet.kind = kind
        packet.payloadOffset = offset
        packet.payloadLength = end - offset
        packet.capturedPayloadLength = min(end - offset, bytes.count - length)
    }

    mutating func readTransport(_ bytes: Span<UInt8>, into packet: inout NetworkPacket) throws(WireError) {
        switch packet.transport {
        case .udp: try readUDP(bytes, into: &packet)
        case .tcp: try readTCP(bytes, into: &packet)
        case .icmp, .icmpv6: try readICMP(bytes, into: &packet)
        case .gre: next = .gre
        case .ipv4: next = .ipv4
        case .ipv6: next = .ipv6
        case .authentication: try readExtension(bytes, into: &packet)
        case .hopByHop, .routing, .destinationOptions:
            if packet.source.address.isIPv4 { next = .none } else { try readExtension(bytes, into: &packet) }
        case .ipv6Fragment:
            if packet.source.address.isIPv4 { next = .none } else { try readFragment(bytes, into: &packet) }
        default: next = .none
        }
    }

    private mutating func readExtension(_ bytes: Span<UInt8>, into packet: inout NetworkPacket) throws(WireError) {
        let header = try IPv6ExtensionHeader(parsing: bytes, as: packet.transport)
        offset += header.length
        packet.transport = header.nextHeader
        setPayload(bytes, skipping: header.length, kind: .otherIP, in: &packet)
    }

    private mutating func readFragment(_ bytes: Span<UInt8>, into packet: inout NetworkPacket) throws(WireError) {
        let header = try IPv6FragmentHeader(parsing: bytes)
        offset += IPv6FragmentHeader.length
        packet.transport = header.nextHeader
        setPayload(bytes, skipping: IPv6FragmentHeader.length, kind: .otherIP, in: &packet)
        guard !header.isAtomic else { return }
        packet.kind = .fragment
        packet.fragment = NetworkPacket.FragmentFields(
            identification: header.identification, offset: header.fragmentOffset, moreFollow: header.moreFragments)
        next = .none
    }

    private mutating func readUDP(_ bytes: Span<UInt8>, into packet: inout NetworkPacket) throws(WireError) {
        let header = try UDPHeader(parsing: bytes)
        packet.source.port = header.sourcePort
        packet.destination.port = header.destinationPort
        let room = end - offset
        let length = header.totalLength == 0 ? room : Int(header.totalLength)
        end = offset + min(length, room)
        offset += UDPHeader.length
        setPayload(bytes, skipping: UDPHeader.length, kind: .udp, in: &packet)
        next = .none
        guard length <= room else { throw WireError(.malformed, .udp, offset: 4, needed: length, available: room) }
        if let tunnel = Header(tunnelPort: header.destinationPort) {
            // Ready to take it for a plain datagram.
            unprovenTunnel = packet
            unprovenTunnel?.origin = origin.value(timeToLive: packet.timeToLive)
            next = tunnel
        }
    }

    private mutating func readTCP(_ bytes: Span<UInt8>, into packet: inout NetworkPacket) throws(WireError) {
        let header = try TCPHeader(parsing: bytes)
        offset += header.length
        packet.source.port = header.sourcePort
        packet.destination.port = header.destinationPort
        packet.tcp = NetworkPacket.TCPFields(
            sequence: header.sequence, acknowledgement: header.acknowledgement, flags: header.flags)
        setPayload(bytes, skipping: header.length, kind: .tcp, in: &packet)
        next = .none
    }

    /// RFC 792: destination unreachable, source quench, redirect, time exceeded, parameter problem. RFC 4443 2.1: all
    /// types below 128.
    private mutating func readICMP(_ bytes: Span<UInt8>, into packet: inout NetworkPacket) throws(WireError) {
        try bytes.require(4, .icmp)
        let isError =
            switch (packet.transport, bytes[0]) {
            case (.icmp, 3...5), (.icmp, 11...12), (.icmpv6, 0..<128): true
            default: false
            }
        if isError { packet.kind = .icmpError }
        next = .none
    }
}
