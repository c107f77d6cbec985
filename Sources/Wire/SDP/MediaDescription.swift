/// One media section: `m=` and the lines behind it (RFC 8866 5.14).
public struct MediaDescription: Hashable, Sendable {
    /// Formats kept.
    static let maximumFormats = 128

    /// `audio`, `video`, `application`, `image` …
    public var kind: String
    /// 0: refused or no longer wanted (RFC 3264 6); 9: given by ICE (RFC 8839 4.2.1).
    public var port: UInt16
    /// `RTP/AVP`, `UDP/TLS/RTP/SAVPF` …
    public var transport: String
    /// Those that are numbers: RTP payload types, best first.
    public var payloadTypes: [PayloadType] = []
    public var attributes = SDPAttributes()

    init?(_ value: Substring) {
        var words = WordCursor(value)
        guard let kind = words.next(), var ports = words.next().map(WordCursor.init),
            let port = ports.number(UInt16.self, until: "/"), let transport = words.next()
        else { return nil }
        self.kind = String(kind)
        self.port = port
        self.transport = String(transport)
        guard isRTP else { return }
        while let format = words.next(), payloadTypes.count < Self.maximumFormats {
            if let type = UInt8(digits: format), type < 128 { payloadTypes.append(PayloadType(rawValue: type)) }
        }
    }

    public var isRTP: Bool { transport.contains("RTP/") }
    /// SRTP (RFC 3711): `RTP/SAVP`, `RTP/SAVPF`, with DTLS before them or without.
    public var isSRTP: Bool { transport.contains("RTP/SAVP") }
    /// A section that was refused carries nothing.
    public var isRefused: Bool { port == 0 }

    /// Where the describing side takes RTP; nil if ICE alone says it, or a name that is no address.
    public var endpoint: Endpoint? {
        guard port != 0, port != 9, let address = attributes.connection?.address, !address.isAny else { return nil }
        return Endpoint(address, port)
    }

    /// Where it takes RTCP: `a=rtcp`, else the next port (RFC 3605, RFC 3550 11); the same port where they share it.
    public var controlEndpoint: Endpoint? {
        guard let endpoint else { return nil }
        if attributes.hasRTCPMultiplexed { return endpoint }
        if let control = attributes.control {
            return control.port == 9 ? endpoint : Endpoint(control.address ?? endpoint.address, control.port)
        }
        return endpoint.port < .max ? Endpoint(endpoint.address, endpoint.port + 1) : nil
    }
}

extension IPAddress {
    /// 0.0.0.0 or ::, which say that there is no address yet, or that nothing is wanted (RFC 3264 8.4).
    var isAny: Bool { self == .unspecified || self == IPAddress(ipv4: 0) }
}
