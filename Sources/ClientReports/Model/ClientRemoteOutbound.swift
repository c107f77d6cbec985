/// remote-outbound-rtp: the far end's sender reports.
public struct ClientRemoteOutbound: Hashable, Sendable {
    public var ssrc: UInt32?
    public var packetsSent: Int?
    public var bytesSent: Int?

    public init(ssrc: UInt32? = nil) { self.ssrc = ssrc }
}
