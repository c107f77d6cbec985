extension HeaderWalk.Header {
    /// What a datagram to this port may carry.
    @inline(__always)
    init?(tunnelPort port: UInt16) {
        switch port {
        case TunnelPort.vxlan, TunnelPort.oldLinuxVXLAN: self = .vxlan
        case TunnelPort.geneve: self = .geneve
        case TunnelPort.gtp: self = .gtp
        default: return nil
        }
    }
}

extension HeaderWalk {
    mutating func readMPLS(_ bytes: Span<UInt8>) throws(WireError) {
        let label = try MPLSLabel(parsing: bytes)
        origin.mix(UInt64(label.label))
        offset += MPLSLabel.length
        guard label.isBottomOfStack else { return }
        // Nothing says what is below the stack (RFC 4928 2): IP by its version, or a pseudowire, whose control word
        // begins with 0 (RFC 4385 3).
        try bytes.require(MPLSLabel.length + 1, .mpls)
        let payload = bytes.extracting(MPLSLabel.length...)
        switch payload[0] >> 4 {
        case 4: next = .ipv4
        case 6: next = .ipv6
        default:
            if payload.count > 4, HeaderWalk.looksLikeEthernet(payload.extracting(4...)) {
                offset += 4
                next = .ethernet
            } else {
                next = HeaderWalk.looksLikeEthernet(payload) ? .ethernet : .none
            }
        }
    }

    private static func looksLikeEthernet(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= EthernetHeader.length else { return false }
        return Header(EtherType(rawValue: bytes.uint16(at: 12))) != .none
    }

    mutating func readGRE(_ bytes: Span<UInt8>) throws(WireError) {
        let header = try GREHeader(parsing: bytes)
        switch header.etherType {
        case .erspan where !header.hasSequence:
            // Type I: the mirrored frame follows at once.
            next = .ethernet
        case .erspan, .erspan3:
            let mirror = try ERSPANHeader(parsing: bytes.extracting(header.length...))
            origin.mix(UInt64(mirror.vlan) << 16 | UInt64(mirror.session))
            offset += mirror.length
            next = mirror.carriesIP ? .ip : .ethernet
        case .ppp where header.version == 1 && !header.hasSequence:
            // RFC 2637 4.1: an acknowledgement alone.
            next = .none
        default:
            next = Header(header.etherType)
        }
        offset += header.length
    }

    mutating func readVXLAN(_ bytes: Span<UInt8>) throws(WireError) {
        let header = try VXLANHeader(parsing: bytes)
        origin.mix(UInt64(header.networkIdentifier))
        offset += VXLANHeader.length
        next = .ethernet
    }

    mutating func readGENEVE(_ bytes: Span<UInt8>) throws(WireError) {
        let header = try GENEVEHeader(parsing: bytes)
        origin.mix(UInt64(header.networkIdentifier))
        offset += header.length
        next = Header(header.etherType)
    }

    mutating func readGTP(_ bytes: Span<UInt8>) throws(WireError) {
        let header = try GTPHeader(parsing: bytes)
        guard offset + 8 + Int(header.payloadLength) == end else { throw WireError(.malformed, .gtp, offset: 2) }
        origin.mix(UInt64(header.tunnelEndpoint))
        offset += header.length
        next = .ip
    }
}
