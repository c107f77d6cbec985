public import Wire

/// What the TURN messages between a client and its server say (RFC 8656), apart from how each request was answered,
/// which `TransactionSums` holds.
public struct AllocationTracker: Hashable, Sendable {
    /// An Allocate that succeeded.
    public struct Allocation: Hashable, Sendable {
        public var relayed: Endpoint
        /// The client as the server sees it.
        public var mapped: Endpoint?
        /// Seconds.
        public var lifetime: UInt32?
    }

    public struct Channel: Hashable, Sendable {
        public var number: ChannelNumber
        public var peer: Endpoint
    }

    /// Successful allocations at the time of the answer.
    public private(set) var allocations = TallyList<Allocation>(capacity: 8)
    /// Refreshes that succeeded with a lifetime, and with none: the client gave its allocation back.
    public private(set) var refreshes = Tally()
    public private(set) var releases = Tally()
    /// ChannelBind requests; a client sends data as soon as it has asked.
    public private(set) var channels = TallyList<Channel>(capacity: 64)
    /// Peers of CreatePermission requests.
    public private(set) var permissions = TallyList<Endpoint>(capacity: 64)
    /// Peers of Send and Data indications.
    public private(set) var sendIndications = TallyList<Endpoint>(capacity: 64)
    public private(set) var dataIndications = TallyList<Endpoint>(capacity: 64)
    /// What the client asked for: UDP, or TCP towards the peer (RFC 6062).
    public private(set) var requestedTransports = TallyList<IPProtocol>(capacity: 4)

    /// Which side of the path is the TURN client; nil before any TURN message.
    public private(set) var client: PathSide?

    public init() {}

    /// The relayed address of the client's latest allocation.
    public var relayed: Endpoint? { allocations.entries.last?.value.relayed }

    /// Who is meant by a channel of this path: the peer that was bound to it last.
    public func peer(of channel: ChannelNumber) -> Endpoint? {
        var latest: TallyList<Channel>.Entry?
        for entry in channels.entries where entry.value.number == channel {
            guard let last = latest?.tally.last, let this = entry.tally.last, this < last else {
                latest = entry
                continue
            }
        }
        return latest?.value.peer
    }

    mutating func observe(
        _ message: STUNMessage, _ content: STUNContent, from sender: PathSide, at moment: Moment
    ) {
        if client == nil { client = Self.client(of: message, from: sender) }
        switch (message.method, message.messageClass) {
        case (.allocate, .success):
            guard let relayed = content.relayed else { return }
            let allocation = Allocation(relayed: relayed, mapped: content.mapped, lifetime: content.lifetime)
            allocations.observe(allocation, at: moment)
        case (.allocate, .request):
            if let transport = content.requestedTransport { requestedTransports.observe(transport, at: moment) }
        case (.refresh, .success):
            if content.lifetime == 0 { releases.observe(moment) } else { refreshes.observe(moment) }
        case (.channelBind, .request):
            guard let channel = content.channel, let peer = content.peer else { return }
            channels.observe(Channel(number: channel, peer: peer), at: moment)
        case (.createPermission, .request):
            if let peer = content.peer { permissions.observe(peer, at: moment) }
        case (.send, .indication):
            if let peer = content.peer { sendIndications.observe(peer, at: moment) }
        case (.data, .indication):
            if let peer = content.peer { dataIndications.observe(peer, at: moment) }
        default:
            break
        }
    }

    mutating func append(_ later: AllocationTracker) {
        client = client ?? later.client
        allocations.append(later.allocations)
        refreshes.append(later.refreshes)
        releases.append(later.releases)
        channels.append(later.channels)
        permissions.append(later.permissions)
        sendIndications.append(later.sendIndications)
        dataIndications.append(later.dataIndications)
        requestedTransports.append(later.requestedTransports)
    }

    /// Clients request and send, servers respond and deliver; ConnectionAttempt alone is the server's (RFC 6062 4.4).
    private static func client(of message: STUNMessage, from sender: PathSide) -> PathSide? {
        switch (message.method, message.messageClass) {
        case (.data, .indication), (.connectionAttempt, .indication): sender.other
        case (.send, .indication): sender
        case (.allocate, let kind), (.refresh, let kind), (.createPermission, let kind), (.channelBind, let kind),
            (.connect, let kind), (.connectionBind, let kind):
            kind == .request ? sender : kind == .indication ? nil : sender.other
        default: nil
        }
    }
}
