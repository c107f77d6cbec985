import Wire

/// Describes ICMP (RFC 792) and ICMPv6 (RFC 4443) messages, and which packet an error is about.
enum ICMPDescriber {
    static func describe(_ bytes: Span<UInt8>, isVersion6: Bool, isError: Bool) -> PacketDescription {
        let layer = isVersion6 ? "icmpv6" : "icmp"
        guard bytes.count >= 2 else {
            return PacketDescription(
                "icmp", layer, [:], error: WireError(.truncatedCapture, .icmp, needed: 4, available: bytes.count))
        }
        let name = isVersion6 ? nameOfVersion6(bytes[0], bytes[1]) : nameOfVersion4(bytes[0], bytes[1])
        var fields: DecodedFields = ["type": Int(bytes[0]), "code": Int(bytes[1]), "name": name]
        var summary = (isVersion6 ? "ICMPv6 " : "ICMP ") + name
        if isError, let quoted = FrameDecoder.quotedTuple(inICMPError: bytes) {
            let path = "\(quoted.transport.dumpName) \(quoted.source) > \(quoted.destination)"
            fields.add("quoted_path", path)
            summary += " for \(path)"
        }
        var description = PacketDescription("icmp", summary, fields)
        description.layer = layer
        return description
    }

    private static func nameOfVersion4(_ type: UInt8, _ code: UInt8) -> String {
        switch (type, code) {
        case (0, _): "echo reply"
        case (3, 0): "net unreachable"
        case (3, 1): "host unreachable"
        case (3, 2): "protocol unreachable"
        case (3, 3): "port unreachable"
        case (3, 4): "fragmentation needed"
        case (3, 13): "administratively prohibited"
        case (3, _): "destination unreachable"
        case (5, _): "redirect"
        case (8, _): "echo request"
        case (11, _): "time exceeded"
        case (12, _): "parameter problem"
        default: "type \(type)"
        }
    }

    private static func nameOfVersion6(_ type: UInt8, _ code: UInt8) -> String {
        switch (type, code) {
        case (1, 0): "no route"
        case (1, 1): "administratively prohibited"
        case (1, 3): "address unreachable"
        case (1, 4): "port unreachable"
        case (1, _): "destination unreachable"
        case (2, _): "packet too big"
        case (3, _): "time exceeded"
        case (4, _): "parameter problem"
        case (128, _): "echo request"
        case (129, _): "echo reply"
        case (133, _): "router solicitation"
        case (134, _): "router advertisement"
        case (135, _): "neighbor solicitation"
        case (136, _): "neighbor advertisement"
        default: "type \(type)"
        }
    }
}
