/// outbound-rtp of getStats.
public struct ClientOutboundStream: Hashable, Sendable {
    public var kind: ClientMediaKind
    public var ssrc: UInt32?
    public var packetsSent: Int?
    /// Payload alone.
    public var bytesSent: Int?
    public var headerBytesSent: Int?
    public var retransmittedPacketsSent: Int?
    /// 0 to 1, linear, of what is captured.
    public var audioLevel: ClientFigure?
    public var codec: ClientCodec?

    public init(kind: ClientMediaKind, ssrc: UInt32? = nil) {
        self.kind = kind
        self.ssrc = ssrc
    }
}
