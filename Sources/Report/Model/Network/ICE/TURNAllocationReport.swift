/// An allocation at a TURN server (RFC 8656), or the attempt.
public struct TURNAllocationReport: Hashable, Sendable, JSONRepresentable {
    /// The TURN server.
    public var server: TransportAddress
    /// The address that asked.
    public var client: TransportAddress
    /// Whose allocation it is.
    public var side: CallSide?
    /// Between client and server: udp or tcp.
    public var transport: String
    /// XOR-RELAYED-ADDRESS; null if the allocation failed.
    public var relayed: TransportAddress?
    /// XOR-MAPPED-ADDRESS.
    public var mapped: TransportAddress?
    /// Seconds, last one granted.
    public var lifetimeSeconds: Int?
    /// First Allocate request, Unix seconds.
    public var requested: UnixTime
    /// Success response, Unix seconds.
    public var granted: UnixTime?
    /// The frame that granted or refused it.
    public var frame: UInt64?
    /// Refresh requests with success.
    public var refreshes: Int
    /// Error responses by code, the usual first 401 too.
    public var errors: [STUNErrorCount]
    /// IP addresses of peers with a permission.
    public var permissions: [String]
    /// Channels bound.
    public var channels: [TURNChannelReport]

    public init(
        server: TransportAddress, client: TransportAddress, side: CallSide? = nil, transport: String = "udp",
        relayed: TransportAddress? = nil, mapped: TransportAddress? = nil, lifetimeSeconds: Int? = nil,
        requested: UnixTime, granted: UnixTime? = nil, frame: UInt64? = nil, refreshes: Int = 0,
        errors: [STUNErrorCount] = [], permissions: [String] = [], channels: [TURNChannelReport] = []
    ) {
        self.server = server
        self.client = client
        self.side = side
        self.transport = transport
        self.relayed = relayed
        self.mapped = mapped
        self.lifetimeSeconds = lifetimeSeconds
        self.requested = requested
        self.granted = granted
        self.frame = frame
        self.refreshes = refreshes
        self.errors = errors
        self.permissions = permissions
        self.channels = channels
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("server", server)
            $0.member("client", client)
            $0.member("side", side)
            $0.member("transport", transport)
            $0.member("relayed", relayed)
            $0.member("mapped", mapped)
            $0.member("lifetime", lifetimeSeconds)
            $0.member("requested", requested)
            $0.member("granted", granted)
            $0.member("frame", frame)
            $0.member("refreshes", refreshes)
            $0.member("errors", errors)
            $0.member("permissions", permissions)
            $0.member("channels", channels)
        }
    }
}
