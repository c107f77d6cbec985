/// One interval of a stream. Counters are cumulative.
public struct StreamSegment: Hashable, Sendable, JSONRepresentable {
    /// The interval's end, Unix seconds.
    public var timestamp: UnixTime
    /// Unique packets so far.
    public var packets: Int
    /// Packets lost so far.
    public var lost: Int?
    /// Packets so far, as a client counts them; may fall.
    public var lostAsClientCounts: Int?
    /// Packets so far.
    public var duplicates: Int?
    /// Packets so far.
    public var reordered: Int?
    /// Bytes so far.
    public var payloadBytes: Int?
    /// Milliseconds, mean in the interval.
    public var jitterMilliseconds: Double?
    /// 0 to 1, linear, mean in the interval.
    public var audioLevel: Double?

    public init(
        timestamp: UnixTime, packets: Int = 0, lost: Int? = nil, lostAsClientCounts: Int? = nil,
        duplicates: Int? = nil, reordered: Int? = nil, payloadBytes: Int? = nil,
        jitterMilliseconds: Double? = nil, audioLevel: Double? = nil
    ) {
        self.timestamp = timestamp
        self.packets = packets
        self.lost = lost
        self.lostAsClientCounts = lostAsClientCounts
        self.duplicates = duplicates
        self.reordered = reordered
        self.payloadBytes = payloadBytes
        self.jitterMilliseconds = jitterMilliseconds
        self.audioLevel = audioLevel
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("timestamp", timestamp)
            $0.member("packets", packets)
            $0.member("lost", lost)
            $0.member("lost_as_client_counts", lostAsClientCounts)
            $0.member("duplicates", duplicates)
            $0.member("reordered", reordered)
            $0.member("payload_bytes", payloadBytes)
            $0.member("jitter_ms", jitterMilliseconds, decimals: 3)
            $0.member("audio_level", audioLevel, decimals: 6)
        }
    }
}
