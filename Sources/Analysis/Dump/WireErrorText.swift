import Report
import Wire

extension WireError {
    var fields: DecodedFields {
        [
            "layer": layer.dumpName, "reason": reason.dumpName, "offset": Int(offset), "needed": Int(needed),
            "available": Int(available), "text": sentence,
        ]
    }

    /// One sentence.
    var sentence: String {
        switch reason {
        case .truncatedCapture:
            "The capture kept \(available) of the \(needed) bytes that \(layer.dumpName) needs from its byte \(offset) on."
        case .malformed where needed > available:
            "The packet has \(available) of the \(needed) bytes that \(layer.dumpName) needs from its byte \(offset) on."
        case .malformed: "What stands at byte \(offset) of \(layer.dumpName) contradicts its specification."
        case .unsupported: "What stands at byte \(offset) of \(layer.dumpName) is not decoded."
        }
    }
}

extension WireError.Reason {
    var dumpName: String {
        switch self {
        case .truncatedCapture: "truncated_capture"
        case .malformed: "malformed"
        case .unsupported: "unsupported"
        }
    }
}

extension WireError.Layer {
    var dumpName: String {
        switch self {
        case .link: "link"
        case .vlan: "vlan"
        case .mpls: "mpls"
        case .pppoe: "pppoe"
        case .ppp: "ppp"
        case .gre: "gre"
        case .vxlan: "vxlan"
        case .geneve: "geneve"
        case .gtp: "gtp"
        case .ieee80211: "ieee80211"
        case .ipv4: "ipv4"
        case .ipv6: "ipv6"
        case .udp: "udp"
        case .tcp: "tcp"
        case .icmp: "icmp"
        case .stun: "stun"
        case .channelData: "turn-channel-data"
        case .dtls: "dtls"
        case .rtp: "rtp"
        case .rtcp: "rtcp"
        case .sip: "sip"
        case .sdp: "sdp"
        }
    }
}

extension IPProtocol {
    /// The keyword of IANA's registry, or the number.
    var dumpName: String {
        switch self {
        case .icmp: "icmp"
        case .tcp: "tcp"
        case .udp: "udp"
        case .gre: "gre"
        case .icmpv6: "icmpv6"
        default: "\(rawValue)"
        }
    }
}
