public import Wire

/// A client's use of a TURN server.
public struct TURNUse: Sendable {
    public var client: Endpoint
    public var server: Endpoint
    public var relayed: Endpoint
    public var transport: IPProtocol

    public init(client: Endpoint, server: Endpoint, relayed: Endpoint, over transport: IPProtocol = .udp) {
        self.client = client
        self.server = server
        self.relayed = relayed
        self.transport = transport
    }

    public func channel(_ number: UInt16) -> Route {
        .channel(number, from: client, through: server, over: transport)
    }

    public func indication(to peer: Endpoint) -> Route {
        .indication(to: peer, from: client, through: server, over: transport)
    }

    var route: Route { Route(client, server, over: transport) }
}

extension CallScript {
    /// Allocate: the challenge of the first request, then the allocation (RFC 8656 7), or `refusal`. Takes 60 ms.
    public mutating func allocate(_ use: TURNUse, at time: Double, refusal: STUNErrorCode? = nil) {
        ask(.allocate, use, at: time, isAuthenticated: false, refusal: .unauthenticated)
        ask(
            .allocate, use, at: time + 0.04, refusal: refusal,
            response: {
                $0.append(.xorRelayedAddress, address: use.relayed)
                $0.append(.xorMappedAddress, address: use.client)
                $0.append(.lifetime, uint32: 600)
            })
    }

    /// Allocate requests that nobody answers, each with the transaction id of the first (RFC 8489 6.2.1).
    public mutating func allocateInVain(_ use: TURNUse, at times: [Double]) {
        var request = STUNMessageBuilder(.request, .allocate, freshID())
        request.append(.requestedTransport, [17, 0, 0, 0])
        for time in times { send(request.bytes, over: use.route, at: time) }
    }

    public mutating func permit(_ use: TURNUse, peer: Endpoint, at time: Double) {
        ask(.createPermission, use, at: time, request: { $0.append(.xorPeerAddress, address: peer) })
    }

    public mutating func bind(_ use: TURNUse, channel: UInt16, peer: Endpoint, at time: Double) {
        ask(
            .channelBind, use, at: time,
            request: {
                $0.append(channelNumber: ChannelNumber(rawValue: channel))
                $0.append(.xorPeerAddress, address: peer)
            })
    }

    /// - Parameter lifetime: 0 gives the allocation back.
    public mutating func refresh(
        _ use: TURNUse, at time: Double, lifetime: UInt32 = 600, refusal: STUNErrorCode? = nil
    ) {
        ask(.refresh, use, at: time, refusal: refusal, response: { $0.append(.lifetime, uint32: lifetime) })
    }

    /// One Refresh that nobody answers, sent at these times under one transaction id (RFC 8489 6.2.1).
    public mutating func refreshInVain(_ use: TURNUse, at times: [Double]) {
        let request = STUNMessageBuilder(.request, .refresh, freshID())
        for time in times { send(request.bytes, over: use.route, at: time) }
    }

    private mutating func ask(
        _ method: STUNMethod, _ use: TURNUse, at time: Double, isAuthenticated: Bool = true,
        refusal: STUNErrorCode? = nil, request content: (inout STUNMessageBuilder) -> Void = { _ in },
        response answer: (inout STUNMessageBuilder) -> Void = { _ in }
    ) {
        let id = freshID()
        var request = STUNMessageBuilder(.request, method, id)
        if method == .allocate { request.append(.requestedTransport, [17, 0, 0, 0]) }
        content(&request)
        if isAuthenticated {
            request.append(.username, text: "1900000000:user")
            request.appendMessageIntegrity { _ in [UInt8](repeating: 0xef, count: 20) }
        }
        send(request.bytes, over: use.route, at: time)
        var response = STUNMessageBuilder(refusal == nil ? .success : .error, method, id)
        if let refusal { response.append(errorCode: refusal) } else { answer(&response) }
        // RFC 8656 5: servers should.
        if method == .allocate || method == .refresh { response.append(.software, text: "relay 1.0") }
        send(response.bytes, over: use.route.reversed, at: time + 0.02)
    }
}
