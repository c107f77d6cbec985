/// What a voice receiver measured (RFC 3611 4.7); null where it says that it does not know, or says nonsense.
public struct VoIPMetricsReport: Hashable, Sendable, JSONRepresentable {
    /// Who said it.
    public var reporter: SynchronizationSource
    /// The stream that it received.
    public var source: SynchronizationSource
    /// The stream's: sent if the far end received it.
    public var direction: CallDirection
    /// Reports; the figures are the last one's.
    public var count: Int
    /// Unix seconds.
    public var time: UnixTime
    /// Frame number.
    public var frame: UInt64
    /// Percent of packets lost.
    public var lossPercent: Double
    /// Percent of packets discarded by the jitter buffer.
    public var discardPercent: Double
    /// Percent lost or discarded within bursts.
    public var burstDensityPercent: Double
    /// Percent lost or discarded within gaps.
    public var gapDensityPercent: Double
    /// Milliseconds, mean length of a burst.
    public var burstMilliseconds: Int
    /// Milliseconds, mean length of a gap.
    public var gapMilliseconds: Int
    /// Milliseconds.
    public var roundTripMilliseconds: Int?
    /// Milliseconds that the end system adds.
    public var endSystemMilliseconds: Int?
    /// dBm0.
    public var signalLevel: Int?
    /// dBm0.
    public var noiseLevel: Int?
    /// R factor, 0 to 100.
    public var rating: Int?
    /// MOS-LQ, 1 to 5.
    public var listeningScore: Double?
    /// MOS-CQ, 1 to 5.
    public var conversationalScore: Double?
    /// Milliseconds, nominal delay of its jitter buffer.
    public var jitterBufferMilliseconds: Int?

    public init(
        reporter: SynchronizationSource, source: SynchronizationSource, direction: CallDirection, count: Int = 0,
        time: UnixTime, frame: UInt64, lossPercent: Double, discardPercent: Double, burstDensityPercent: Double,
        gapDensityPercent: Double, burstMilliseconds: Int, gapMilliseconds: Int, roundTripMilliseconds: Int? = nil,
        endSystemMilliseconds: Int? = nil, signalLevel: Int? = nil, noiseLevel: Int? = nil, rating: Int? = nil,
        listeningScore: Double? = nil, conversationalScore: Double? = nil, jitterBufferMilliseconds: Int? = nil
    ) {
        self.reporter = reporter
        self.source = source
        self.direction = direction
        self.count = count
        self.time = time
        self.frame = frame
        self.lossPercent = lossPercent
        self.discardPercent = discardPercent
        self.burstDensityPercent = burstDensityPercent
        self.gapDensityPercent = gapDensityPercent
        self.burstMilliseconds = burstMilliseconds
        self.gapMilliseconds = gapMilliseconds
        self.roundTripMilliseconds = roundTripMilliseconds
        self.endSystemMilliseconds = endSystemMilliseconds
        self.signalLevel = signalLevel
        self.noiseLevel = noiseLevel
        self.rating = rating
        self.listeningScore = listeningScore
        self.conversationalScore = conversationalScore
        self.jitterBufferMilliseconds = jitterBufferMilliseconds
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("reporter", reporter)
            $0.member("source", source)
            $0.member("direction", direction)
            $0.member("count", count)
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("loss", lossPercent, decimals: 3)
            $0.member("discard", discardPercent, decimals: 3)
            $0.member("burst_density", burstDensityPercent, decimals: 3)
            $0.member("gap_density", gapDensityPercent, decimals: 3)
            $0.member("burst_ms", burstMilliseconds)
            $0.member("gap_ms", gapMilliseconds)
            $0.member("round_trip_ms", roundTripMilliseconds)
            $0.member("end_system_ms", endSystemMilliseconds)
            $0.member("signal_dbm0", signalLevel)
            $0.member("noise_dbm0", noiseLevel)
            $0.member("r", rating)
            $0.member("mos_lq", listeningScore, decimals: 1)
            $0.member("mos_cq", conversationalScore, decimals: 1)
            $0.member("jitter_buffer_ms", jitterBufferMilliseconds)
        }
    }
}
