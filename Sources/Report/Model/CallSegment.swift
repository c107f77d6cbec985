/// One interval of the call's audio as the client would report it: `data.segments[]`. Counters are cumulative.
public struct CallSegment: Hashable, Sendable, JSONRepresentable {
    /// The interval's end, Unix seconds; the last one's is the call's end.
    public var timestamp: UnixTime
    /// Payload bytes from the client so far. Of a direction that was not captured this and the other counters are null.
    public var bytesSent: Int?
    /// Payload bytes to the client so far.
    public var bytesReceived: Int?
    /// Milliseconds: the last round trip at or before the interval's end, at most 30 s old.
    public var rttMilliseconds: Double?
    /// Milliseconds: mean RFC 3550 jitter in the interval of the received stream with most packets.
    public var jitterMilliseconds: Double?
    /// 0 to 1, linear: level of the received audio.
    public var audioLevel: Double?
    /// RTP packets from the client so far.
    public var packetsSent: Int?
    /// RTP packets to the client so far.
    public var packetsReceived: Int?
    /// RTP packets to the client lost before the tap so far, every gap counted.
    public var packetsLost: Int?
    /// Percent of the interval's expected packets to the client that were lost before the tap.
    public var packetLossPercent: Double?

    public init(
        timestamp: UnixTime, bytesSent: Int? = nil, bytesReceived: Int? = nil, rttMilliseconds: Double? = nil,
        jitterMilliseconds: Double? = nil, audioLevel: Double? = nil, packetsSent: Int? = nil,
        packetsReceived: Int? = nil, packetsLost: Int? = nil, packetLossPercent: Double? = nil
    ) {
        self.timestamp = timestamp
        self.bytesSent = bytesSent
        self.bytesReceived = bytesReceived
        self.rttMilliseconds = rttMilliseconds
        self.jitterMilliseconds = jitterMilliseconds
        self.audioLevel = audioLevel
        self.packetsSent = packetsSent
        self.packetsReceived = packetsReceived
        self.packetsLost = packetsLost
        self.packetLossPercent = packetLossPercent
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("timestamp", timestamp)
            $0.member("bytesSent", bytesSent)
            $0.member("bytesReceived", bytesReceived)
            $0.member("rtt", rttMilliseconds, decimals: 3)
            $0.member("jitter", jitterMilliseconds, decimals: 3)
            $0.member("audioLevel", audioLevel, decimals: 6)
            $0.member("packetsSent", packetsSent)
            $0.member("packetsReceived", packetsReceived)
            $0.member("packetsLost", packetsLost)
            $0.member("packetLoss", packetLossPercent, decimals: 3)
        }
    }
}
