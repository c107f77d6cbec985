public import Wire

/// What the TURN messages between a client and its server say (RFC 8656), apart from how each request was answered,
/// which `TransactionSums` holds.
public struct AllocationTracker: Hashable, Sendable {
    /// An Allocate that succeeded.
    public struct Allocation: Hashable, Sendable {
        public var relayed: Endpoint
        /// The client as the server sees it.
        public var mapped: Endpoint?
    }

    /// A lifetime that the server granted: with the allocation, or with a refresh.
    public struct Grant: Hashable, Sendable {
        public var at: Moment
        /// Seconds.
        public var lifetime: UInt32
        public var isRefresh: Bool
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
    /// The last lifetime granted, with the allocation or a refresh, in seconds: 0 gives the allocation back, and is none.
    public private(set) var lifetime: UInt32?
    /// The first `grantCapacity` lifetimes granted, in order.
    public private(set) var grants: [Grant] = []
    /// Grants for which there was no room.
    public private(set) var grantOverflow = 0
    /// ChannelBind requests; a client sends data as soon as it has asked.
    public private(set) var channels = TallyList<Channel>(capacity: 64)
    /// Peers of CreatePermission requests.
    public private(set) var permissions = TallyList<Endpoint>(capacity: 64)
    /// Peers of Send and Data indications.
    public private(set) var sendIndications = TallyList<Endpoint>(capacity: 64)
    public private(set) var dataIndications = TallyList<Endpoint>(capacity: 64)
    /// What the client asked for: UDP, or TCP towards the peer (RFC 6062).
    public private(set) var requestedTransports = TallyList<IPProtocol>(capacity: 4)

    public static let grantCapacity = 64

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
            allocations.observe(Allocation(relayed: relayed, mapped: content.mapped), at: moment)
            if let lifetime = content.lifetime { add(Grant(at: moment, lifetime: lifetime, isRefresh: false)) }
        case (.allocate, .request):
            if let transport = content.requestedTransport { requestedTransports.observe(transport, at: moment) }
        case (.refresh, .success):
            if content.lifetime == 0 { releases.observe(moment) } else { refreshes.observe(moment) }
            if let lifetime = content.lifetime { add(Grant(at: moment, lifetime: lifetime, isRefresh: true)) }
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
        for grant in later.grants { add(grant) }
        grantOverflow += later.grantOverflow
        lifetime = later.lifetime ?? lifetime
        channels.append(later.channels)
        permissions.append(later.permissions)
        sendIndications.append(later.sendIndications)
        dataIndications.append(later.dataIndications)
        requestedTransports.append(later.requestedTransports)
    }

    private mutating func add(_ grant: Grant) {
        if grant.lifetime > 0 { lifetime = grant.lifetime }
        if grants.count < Self.grantCapacity { grants.append(grant) } else { grantOverflow += 1 }
    }

    /// When the allocation ran out: a lifetime that passed before the next grant, or before `end` (RFC 8656 7.3). Nil
    /// where the log of grants is not whole.
    public func expiries(end: Timestamp) -> [Timestamp] {
        guard grantOverflow == 0 else { return [] }
        return grants.indices.compactMap { index in
            let grant = grants[index]
            guard grant.lifetime > 0 else { return nil }
            let expiry = grant.at.time.advanced(byNanoseconds: Int64(grant.lifetime) * 1_000_000_000)
            let next = index + 1 < grants.count ? grants[index + 1].at.time : end
            return expiry < next ? expiry : nil
        }
    }

    /// Peers that data was sent to before a permission was asked for (RFC 8656 10): the server drops it.
    public var sentBeforePermission: [TallyList<Endpoint>.Entry] {
        // Before the allocation the capture may have missed permissions too.
        guard !allocations.isEmpty else { return [] }
        return sendIndications.entries.filter { entry in
            let asked = permissions.entries.filter { $0.value.address == entry.value.address }
                .compactMap(\.tally.first)
            let bound = channels.entries.filter { $0.value.peer.address == entry.value.address }
                .compactMap(\.tally.first)
            guard let first = entry.tally.first, let permitted = (asked + bound).min() else { return true }
            return first < permitted
        }
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

extension AllocationTracker {
    /// What it takes of the heap, about.
    var heapBytes: Int {
        allocations.heapBytes + grants.heapBytes + channels.heapBytes + permissions.heapBytes
            + sendIndications.heapBytes + dataIndications.heapBytes + requestedTransports.heapBytes
    }
}
