/// A STUN or TURN server that was asked.
public struct ICEServerReport: Hashable, Sendable, JSONRepresentable {
    /// Its transport address.
    public var endpoint: TransportAddress
    /// What was asked of it.
    public var kind: ReportedServerKind
    /// udp or tcp.
    public var transport: String
    /// Transactions.
    public var requests: Int
    /// Transactions with a response of either kind.
    public var answered: Int
    /// Error responses by code.
    public var errors: [STUNErrorCount]
    /// Addresses that it said the client has.
    public var mapped: [TransportAddress]
    /// Its SOFTWARE attribute.
    public var software: String?
    /// Unix seconds.
    public var firstSeen: UnixTime
    /// Frame number.
    public var firstFrame: UInt64?

    public init(
        endpoint: TransportAddress, kind: ReportedServerKind, transport: String = "udp", requests: Int = 0,
        answered: Int = 0, errors: [STUNErrorCount] = [], mapped: [TransportAddress] = [], software: String? = nil,
        firstSeen: UnixTime, firstFrame: UInt64? = nil
    ) {
        self.endpoint = endpoint
        self.kind = kind
        self.transport = transport
        self.requests = requests
        self.answered = answered
        self.errors = errors
        self.mapped = mapped
        self.software = software
        self.firstSeen = firstSeen
        self.firstFrame = firstFrame
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("endpoint", endpoint)
            $0.member("kind", kind)
            $0.member("transport", transport)
            $0.member("requests", requests)
            $0.member("answered", answered)
            $0.member("errors", errors)
            $0.member("mapped", mapped)
            $0.member("software", software)
            $0.member("first_seen", firstSeen)
            $0.member("first_frame", firstFrame)
        }
    }
}
