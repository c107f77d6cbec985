/// One report block, and the tap's view up to the sequence number that it names.
public struct ReceptionReportView: Hashable, Sendable, JSONRepresentable {
    /// Unix seconds, at the tap.
    public var time: UnixTime
    /// Frame number.
    public var frame: UInt64
    /// Packets, cumulative; signed.
    public var lost: Int
    /// Percent since the receiver's report before it.
    public var fractionLostPercent: Double
    /// Extended highest sequence number, as the receiver counts.
    public var highestSequence: UInt32
    /// Milliseconds; null if the stream's clock rate is unknown.
    public var jitterMilliseconds: Double?
    /// Packets lost before the tap so far; null if the tap cannot place the sequence number.
    public var tapLost: Int?
    /// Milliseconds, the tap's own jitter then.
    public var tapJitterMilliseconds: Double?

    public init(
        time: UnixTime, frame: UInt64, lost: Int, fractionLostPercent: Double, highestSequence: UInt32,
        jitterMilliseconds: Double? = nil, tapLost: Int? = nil, tapJitterMilliseconds: Double? = nil
    ) {
        self.time = time
        self.frame = frame
        self.lost = lost
        self.fractionLostPercent = fractionLostPercent
        self.highestSequence = highestSequence
        self.jitterMilliseconds = jitterMilliseconds
        self.tapLost = tapLost
        self.tapJitterMilliseconds = tapJitterMilliseconds
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("lost", lost)
            $0.member("fraction_lost", fractionLostPercent, decimals: 3)
            $0.member("highest_sequence", highestSequence)
            $0.member("jitter_ms", jitterMilliseconds, decimals: 3)
            $0.member("tap_lost", tapLost)
            $0.member("tap_jitter_ms", tapJitterMilliseconds, decimals: 3)
        }
    }
}
