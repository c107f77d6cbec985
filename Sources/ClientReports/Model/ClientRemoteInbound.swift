/// remote-inbound-rtp: the far end's receiver reports of what the client sent.
public struct ClientRemoteInbound: Hashable, Sendable {
    public var ssrc: UInt32?
    public var packetsReceived: Int?
    public var packetsLost: Int?
    /// 0 to 1.
    public var fractionLost: Double?
    public var jitterMilliseconds: Double?
    public var roundTripMilliseconds: Double?

    public init(ssrc: UInt32? = nil) { self.ssrc = ssrc }
}
