/// What a figure of an interval is made of.
public enum ClientStatistic: String, Hashable, Sendable {
    /// The value at the moment of the sample.
    case last
    /// The mean of what was polled in the interval.
    case mean
}

/// A figure and how it was taken.
public struct ClientFigure: Hashable, Sendable {
    public var value: Double
    public var statistic: ClientStatistic

    public init(_ value: Double, _ statistic: ClientStatistic) {
        self.value = value
        self.statistic = statistic
    }
}

public enum ClientMediaKind: String, Hashable, Sendable {
    case audio, video
}

public struct ClientCodec: Hashable, Sendable {
    /// "audio/opus"
    public var mimeType: String?
    public var payloadType: Int?
    /// Hz.
    public var clockRate: Int?

    public init(mimeType: String? = nil, payloadType: Int? = nil, clockRate: Int? = nil) {
        self.mimeType = mimeType
        self.payloadType = payloadType
        self.clockRate = clockRate
    }
}

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

/// remote-outbound-rtp: the far end's sender reports.
public struct ClientRemoteOutbound: Hashable, Sendable {
    public var ssrc: UInt32?
    public var packetsSent: Int?
    public var bytesSent: Int?

    public init(ssrc: UInt32? = nil) { self.ssrc = ssrc }
}
