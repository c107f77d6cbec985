public import Report

/// What a client said at one moment: the counters are cumulative.
public struct ClientSample: Hashable, Sendable {
    /// Where the interval that it sums up begins, where the shape says it.
    public var start: UnixTime?
    /// When the figures were taken, by the client's clock.
    public var time: UnixTime
    /// In the order in which the client lists them; the SDK lists one of audio.
    public var inbound: [ClientInboundStream]
    public var outbound: [ClientOutboundStream]
    /// What the far end's receiver reports said of what the client sent.
    public var remoteInbound: ClientRemoteInbound?
    /// What the far end's sender reports said.
    public var remoteOutbound: ClientRemoteOutbound?
    public var connection: ClientConnection?
    /// The selected pair.
    public var pair: ClientPair?
    public var transport: ClientTransport?

    public init(start: UnixTime? = nil, time: UnixTime) {
        self.start = start
        self.time = time
        inbound = []
        outbound = []
    }
}
