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
    /// Seconds: the last that was granted, with the allocation or by a refresh.
    public var lifetimeSeconds: Int?
    /// First Allocate request, Unix seconds.
    public var requested: UnixTime
    /// Frame of that request.
    public var requestedFrame: UInt64?
    /// Its success response, Unix seconds; null if the allocation failed.
    public var granted: UnixTime?
    /// Frame of that response.
    public var frame: UInt64?
    /// Refresh requests with success.
    public var refreshes: Int
    /// Error responses by code, the usual first 401 too.
    public var errors: [STUNErrorCount]
    /// Permissions asked for.
    public var permissions: [TURNPermissionReport]
    /// Channels bound.
    public var channels: [TURNChannelReport]
    /// Lifetimes granted, the first 64.
    public var grants: [TURNGrantReport]
    /// Times at which a lifetime had passed without a refresh, Unix seconds.
    public var expired: [UnixTime]
    /// When the client gave it back, Unix seconds.
    public var released: UnixTime?
    /// Peers that data was sent to before a permission was asked for.
    public var sentBeforePermission: [TransportAddress]
    /// Relayed from the client; null where the capture does not show it.
    public var toPeers: RelayedTraffic?
    /// Relayed to the client; null where the capture does not show it.
    public var fromPeers: RelayedTraffic?

    public init(
        server: TransportAddress, client: TransportAddress, side: CallSide? = nil, transport: String = "udp",
        relayed: TransportAddress? = nil, mapped: TransportAddress? = nil, lifetimeSeconds: Int? = nil,
        requested: UnixTime, requestedFrame: UInt64? = nil, granted: UnixTime? = nil, frame: UInt64? = nil,
        refreshes: Int = 0, errors: [STUNErrorCount] = [], permissions: [TURNPermissionReport] = [],
        channels: [TURNChannelReport] = [], grants: [TURNGrantReport] = [], expired: [UnixTime] = [],
        released: UnixTime? = nil, sentBeforePermission: [TransportAddress] = [], toPeers: RelayedTraffic? = nil,
        fromPeers: RelayedTraffic? = nil
    ) {
        self.server = server
        self.client = client
        self.side = side
        self.transport = transport
        self.relayed = relayed
        self.mapped = mapped
        self.lifetimeSeconds = lifetimeSeconds
        self.requested = requested
        self.requestedFrame = requestedFrame
        self.granted = granted
        self.frame = frame
        self.refreshes = refreshes
        self.errors = errors
        self.permissions = permissions
        self.channels = channels
        self.grants = grants
        self.expired = expired
        self.released = released
        self.sentBeforePermission = sentBeforePermission
        self.toPeers = toPeers
        self.fromPeers = fromPeers
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
            $0.member("requested_frame", requestedFrame)
            $0.member("granted", granted)
            $0.member("frame", frame)
            $0.member("refreshes", refreshes)
            $0.member("errors", errors)
            $0.member("permissions", permissions)
            $0.member("channels", channels)
            $0.member("grants", grants)
            $0.member("expired", expired)
            $0.member("released", released)
            $0.member("sent_before_permission", sentBeforePermission)
            $0.member("to_peers", toPeers)
            $0.member("from_peers", fromPeers)
        }
    }
}
