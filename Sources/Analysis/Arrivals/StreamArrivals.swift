public import Media
public import Report
public import Wire

/// Every packet of one RTP stream, on one leg or on legs that follow one another: of a relay's two, that next to this side.
public struct StreamArrivals: Sendable {
    public var ssrc: SSRC
    public var direction: CallDirection
    public var kind: ReportedMediaKind?
    /// Of a retransmission stream: which one it repairs.
    public var primary: SSRC?
    public var clock: StreamClock?
    /// From which jump on a client counts no loss.
    public var threshold: ClientLossCounter.Threshold
    /// Bytes of the SRTP tag; nil while undecided.
    public var tagLength: Int?
    /// In order of capture, leg by leg.
    public var packets: [RTPArrival]
    public var legs: [Leg]
    /// False where the bound on packets kept was hit: the last ones are missing.
    public var isComplete: Bool
    /// Packets with padding that repeat no timestamp are padding alone, too: probes on a retransmission stream.
    public var isOtherPaddingAlone: Bool

    /// A part of `packets` that took one way.
    public struct Leg: Hashable, Sendable {
        /// Index into the side's ways; nil if it is none that the side counts.
        public var way: Int?
        public var packets: Range<Int>
    }

    public init(
        ssrc: SSRC, direction: CallDirection, kind: ReportedMediaKind?, primary: SSRC?, clock: StreamClock?,
        threshold: ClientLossCounter.Threshold, tagLength: Int?, packets: [RTPArrival], legs: [Leg],
        isComplete: Bool, isOtherPaddingAlone: Bool
    ) {
        self.ssrc = ssrc
        self.direction = direction
        self.kind = kind
        self.primary = primary
        self.clock = clock
        self.threshold = threshold
        self.tagLength = tagLength
        self.packets = packets
        self.legs = legs
        self.isComplete = isComplete
        self.isOtherPaddingAlone = isOtherPaddingAlone
    }
}
