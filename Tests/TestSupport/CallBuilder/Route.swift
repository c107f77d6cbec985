public import Wire

/// How messages travel from one address to another past the tap: bare, or inside what a TURN client and server exchange.
public struct Route: Sendable {
    /// What carries the message.
    public enum Wrapping: Sendable {
        case none
        /// ChannelData of that channel (RFC 8656 12).
        case channel(UInt16)
        /// Send and Data indications (RFC 8656 11): the peer, and whether the TURN client sends.
        case indication(peer: Endpoint, fromClient: Bool)
    }

    /// The packet's own addresses.
    public var source: Endpoint
    public var destination: Endpoint
    public var transport: IPProtocol
    public var wrapping: Wrapping
    /// The legs on which the tap sees the message again, a millisecond later each.
    var onward: [Route] = []

    public init(
        _ source: Endpoint, _ destination: Endpoint, over transport: IPProtocol = .udp, wrapping: Wrapping = .none
    ) {
        self.source = source
        self.destination = destination
        self.transport = transport
        self.wrapping = wrapping
    }

    /// From a TURN client through its channel.
    public static func channel(
        _ number: UInt16, from client: Endpoint, through server: Endpoint, over transport: IPProtocol = .udp
    ) -> Route {
        Route(client, server, over: transport, wrapping: .channel(number))
    }

    /// From a TURN client to a peer, in Send indications.
    public static func indication(
        to peer: Endpoint, from client: Endpoint, through server: Endpoint, over transport: IPProtocol = .udp
    ) -> Route {
        Route(client, server, over: transport, wrapping: .indication(peer: peer, fromClient: true))
    }

    /// The same message first here, then on another leg: a tap on a relay sees both.
    public func then(_ leg: Route) -> Route {
        var route = self
        route.onward.append(leg)
        return route
    }

    /// The way back: the last leg comes first.
    public var reversed: Route {
        guard !onward.isEmpty else { return reversedLeg }
        let legs = ([self] + onward).reversed().map(\.reversedLeg)
        var route = legs[0]
        route.onward = Array(legs.dropFirst())
        return route
    }

    private var reversedLeg: Route {
        var route = self
        route.onward = []
        route.source = destination
        route.destination = source
        if case .indication(let peer, let fromClient) = wrapping {
            route.wrapping = .indication(peer: peer, fromClient: !fromClient)
        }
        return route
    }

    func wrap(_ message: [UInt8], id: STUNTransactionID) -> [UInt8] {
        switch wrapping {
        case .none: return message
        case .channel(let number):
            let header = ChannelData(channel: ChannelNumber(rawValue: number), dataLength: message.count)
            var bytes: [UInt8] = []
            header.serialize(into: &bytes)
            bytes += message
            // Over TCP the padding is not optional (RFC 8656 12.5).
            if transport == .tcp { bytes += [UInt8](repeating: 0, count: header.paddedLength - bytes.count) }
            return bytes
        case .indication(let peer, let fromClient):
            var indication = STUNMessageBuilder(.indication, fromClient ? .send : .data, id)
            indication.append(.xorPeerAddress, address: peer)
            indication.append(.data, message)
            return indication.bytes
        }
    }
}

extension Endpoint {
    /// From text that the test's author vouches for: "192.0.2.1", "2001:db8::1".
    public init(_ address: String, _ port: UInt16) {
        self.init(IPAddress(address) ?? .unspecified, port)
    }
}
