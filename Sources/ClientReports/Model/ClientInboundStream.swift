/// inbound-rtp of getStats: cumulative since the stream began.
public struct ClientInboundStream: Hashable, Sendable {
    public var kind: ClientMediaKind
    public var ssrc: UInt32?
    public var packetsReceived: Int?
    /// Payload alone.
    public var bytesReceived: Int?
    public var headerBytesReceived: Int?
    /// May be negative.
    public var packetsLost: Int?
    public var packetsDiscarded: Int?
    public var jitterMilliseconds: ClientFigure?
    /// 0 to 1, linear.
    public var audioLevel: ClientFigure?
    /// Samples that were made up for what did not come in time.
    public var concealedSamples: Int?
    public var totalSamplesReceived: Int?
    public var codec: ClientCodec?

    public init(kind: ClientMediaKind, ssrc: UInt32? = nil) {
        self.kind = kind
        self.ssrc = ssrc
    }
}
