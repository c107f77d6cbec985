public import Report

/// Counters and round trip of the selected pair or the transport.
public struct ClientConnection: Hashable, Sendable {
    /// All but STUN, with headers and tags.
    public var packetsSent: Int?
    public var packetsReceived: Int?
    public var bytesSent: Int?
    public var bytesReceived: Int?
    /// Of the pair's last check, in ms.
    public var roundTripMilliseconds: ClientFigure?

    public init() {}
}

public struct ClientTransport: Hashable, Sendable {
    /// As the client writes it: "connected", "completed" …
    public var iceState: String?
    public var dtlsState: String?
    public var srtpCipher: String?
    /// "FEFD" is DTLS 1.2, "FEFC" 1.3.
    public var tlsVersion: String?
    public var dtlsRole: String?
    public var selectedCandidatePairChanges: Int?

    public init() {}
}

public struct ClientPair: Hashable, Sendable {
    public var local: StatedCandidate?
    public var remote: StatedCandidate?
    public var nominated: Bool?
    public var state: String?
    public var requestsSent: Int?
    public var responsesReceived: Int?

    public init() {}
}

public struct StatedCandidate: Hashable, Sendable {
    /// host, srflx, prflx or relay.
    public var type: String?
    /// As written: may be a name of mDNS, or be hidden.
    public var address: String?
    public var port: Int?
    /// "udp", "tcp"
    public var transport: String?
    public var firstSeen: UnixTime?

    public init(type: String? = nil, address: String? = nil, port: Int? = nil, transport: String? = nil) {
        self.type = type
        self.address = address
        self.port = port
        self.transport = transport
    }
}

/// A state that the client entered.
public struct ClientStateChange: Hashable, Sendable {
    public enum Subject: String, Hashable, Sendable {
        case ice, dtls
    }

    public var time: UnixTime
    public var subject: Subject
    /// As the client writes it.
    public var state: String

    public init(time: UnixTime, subject: Subject, state: String) {
        self.time = time
        self.subject = subject
        self.state = state
    }
}
