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
