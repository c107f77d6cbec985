public import Report

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
