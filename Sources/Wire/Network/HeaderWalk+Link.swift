extension HeaderWalk.Header {
    init?(linkType: LinkType) {
        switch linkType {
        case .ethernet: self = .ethernet
        case .linuxCooked: self = .linuxCooked
        case .linuxCooked2: self = .linuxCooked2
        case .null, .loop: self = .loopback
        case .rawIP, .rawIP12, .rawIP14: self = .ip
        case .ipv4: self = .ipv4
        case .ipv6: self = .ipv6
        case .ppp, .pppHDLC: self = .pppOrHDLC
        case .pppoe: self = .pppoe
        case .ieee80211: self = .ieee80211
        case .ieee80211Radiotap: self = .radiotap
        default: return nil
        }
    }

    init(_ etherType: EtherType) {
        switch etherType {
        case .ipv4: self = .ipv4
        case .ipv6: self = .ipv6
        case .arp: self = .arp
        case .vlan, .serviceVLAN, .oldServiceVLAN: self = .vlan
        case .mpls, .mplsMulticast: self = .mpls
        case .pppoeSession: self = .pppoe
        case .ppp: self = .ppp
        case .transparentEthernet: self = .ethernet
        default: self = .none
        }
    }
}

extension HeaderWalk {
    /// Goes on as an Ethernet header's or VLAN tag's last field says.
    private mutating func follow(_ typeOrLength: UInt16) {
        if typeOrLength >= EtherType.smallest {
            next = Header(EtherType(rawValue: typeOrLength))
        } else {
            end = min(end, offset + Int(typeOrLength))
            next = .snap
        }
    }

    mutating func readEthernet(_ bytes: Span<UInt8>) throws(WireError) {
        let header = try EthernetHeader(parsing: bytes)
        origin.mix(addresses: header.destination, header.source)
        offset += EthernetHeader.length
        follow(header.typeOrLength)
    }

    mutating func readVLAN(_ bytes: Span<UInt8>) throws(WireError) {
        let tag = try VLANTag(parsing: bytes)
        origin.mix(UInt64(tag.control & 0x0fff))
        offset += VLANTag.length
        follow(tag.typeOrLength)
    }

    mutating func readSNAP(_ bytes: Span<UInt8>) throws(WireError) {
        next = .none
        // Spanning tree, IS-IS and the like.
        guard bytes.count < 3 || bytes.uint24(at: 0) == 0xaaaa03 else { return }
        let header = try SNAPHeader(parsing: bytes)
        offset += SNAPHeader.length
        if header.organization == 0 || header.organization == 0x0000f8 { next = Header(header.etherType) }
    }

    mutating func readLinuxCooked(_ bytes: Span<UInt8>) throws(WireError) {
        let header = try LinuxCookedHeader(parsing: bytes)
        origin.mix(header.address ^ UInt64(header.packetType))
        offset += LinuxCookedHeader.length
        followCooked(header.protocolType)
    }

    mutating func readLinuxCooked2(_ bytes: Span<UInt8>) throws(WireError) {
        let header = try LinuxCooked2Header(parsing: bytes)
        origin.mix(header.address ^ UInt64(header.packetType))
        origin.mix(UInt64(header.interfaceIndex))
        offset += LinuxCooked2Header.length
        followCooked(header.protocolType)
    }

    /// Below EtherTypes cooked captures have numbers of Linux's own: 4 is LLC.
    private mutating func followCooked(_ protocolType: UInt16) {
        next = protocolType == 4 ? .snap : Header(EtherType(rawValue: protocolType))
    }

    mutating func readLoopback(_ bytes: Span<UInt8>) throws(WireError) {
        let header = try LoopbackHeader(parsing: bytes)
        offset += LoopbackHeader.length
        next = header.isIPv4 ? .ipv4 : header.isIPv6 ? .ipv6 : .none
    }

    mutating func readPPPOrHDLC(_ bytes: Span<UInt8>) throws(WireError) {
        guard CiscoHDLCHeader.matches(bytes) else {
            next = .ppp
            return
        }
        let header = try CiscoHDLCHeader(parsing: bytes)
        offset += CiscoHDLCHeader.length
        next = Header(header.etherType)
    }

    mutating func readPPP(_ bytes: Span<UInt8>) throws(WireError) {
        let header = try PPPHeader(parsing: bytes)
        offset += header.length
        switch header.proto {
        case .ipv4: next = .ipv4
        case .ipv6: next = .ipv6
        case .mpls: next = .mpls
        default: next = .none
        }
    }

    mutating func readPPPoE(_ bytes: Span<UInt8>) throws(WireError) {
        let header = try PPPoEHeader(parsing: bytes)
        origin.mix(UInt64(header.session))
        offset += PPPoEHeader.length
        end = min(end, offset + Int(header.payloadLength))
        next = header.code == 0 ? .ppp : .none
    }

    mutating func readRadiotap(_ bytes: Span<UInt8>) throws(WireError) {
        offset += try RadiotapHeader(parsing: bytes).length
        next = .ieee80211
    }

    mutating func readIEEE80211(_ bytes: Span<UInt8>) throws(WireError) {
        let header = try IEEE80211Header(parsing: bytes)
        origin.mix(addresses: header.receiver, header.transmitter)
        offset += header.length
        next = header.carriesLLC ? .snap : .none
    }
}
