public import Media
public import Report
public import Wire

/// A call that has ended, as each of its two sides would report it, with every packet of it: what a comparison with a
/// client's report works on.
public struct AnalyzedCall: Sendable {
    /// First the side that the analysis takes for the client.
    public var sides: [AnalyzedSide]

    public init(sides: [AnalyzedSide]) { self.sides = sides }
}

/// A call with one of its sides as the client: "sent" is what that side sends.
public struct AnalyzedSide: Sendable {
    public var report: CallReport
    public var streams: [StreamArrivals]
    /// DTLS and RTCP between the two sides, as getStats counts them for transports, in order of time.
    public var datagrams: [DatagramArrival]
    /// The ways that both took.
    public var ways: [Way]

    /// Two addresses, as they stand at the tap.
    public struct Way: Hashable, Sendable {
        public var local: TransportAddress
        public var remote: TransportAddress
    }

    public init(report: CallReport, streams: [StreamArrivals], datagrams: [DatagramArrival], ways: [Way]) {
        self.report = report
        self.streams = streams
        self.datagrams = datagrams
        self.ways = ways
    }
}

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

/// One datagram that is neither RTP nor STUN.
@frozen
public struct DatagramArrival: BitwiseCopyable, Sendable {
    public var time: Timestamp
    public var frame: UInt64
    /// UDP payload.
    public var length: Int32
    public var isSent: Bool
    /// Index into the side's ways.
    public var way: Int32 = 0

    public init(time: Timestamp, frame: UInt64, length: Int32, isSent: Bool) {
        self.time = time
        self.frame = frame
        self.length = length
        self.isSent = isSent
    }
}
