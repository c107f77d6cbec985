public import Wire

/// What one receiver's report blocks said of one source (RFC 3550 6.4.1).
public struct ReceptionReports: Equatable, Sendable {
    public struct Report: Equatable, Sendable {
        /// Lost since the report before it, as a fraction of 256.
        public var fractionLost: UInt8
        /// Lost since the start; negative where duplicates outnumber losses.
        public var cumulativeLost: Int32
        /// Roll-overs in the upper 16 bits, as the receiver counts them.
        public var highestSequence: UInt32
        /// In units of the RTP clock.
        public var jitter: UInt32
        public var frame: UInt64
        /// What the tap had seen of the source up to that sequence number; nil if it saw no such packet.
        public var tap: StreamState?
    }

    public var source: SSRC
    public private(set) var count = 0
    public private(set) var maximumFractionLost: UInt8 = 0
    public private(set) var maximumJitter: UInt32 = 0
    public private(set) var jitterSum: UInt64 = 0
    public private(set) var first: TimedSeries<Report>.Entry?
    /// The last one is the last report.
    public private(set) var series = TimedSeries<Report>()

    init(source: SSRC) { self.source = source }

    mutating func observe(_ block: RTCPReportBlock, at time: Timestamp, frame: UInt64, tap: StreamState?) {
        let report = Report(
            fractionLost: block.fractionLost, cumulativeLost: block.cumulativeLost,
            highestSequence: block.extendedHighestSequence, jitter: block.jitter, frame: frame, tap: tap)
        count += 1
        maximumFractionLost = max(maximumFractionLost, block.fractionLost)
        maximumJitter = max(maximumJitter, block.jitter)
        jitterSum &+= UInt64(block.jitter)
        if first == nil { first = TimedSeries.Entry(time: time, value: report) }
        series.observe(report, at: time)
    }

    mutating func append(_ later: ReceptionReports) {
        count += later.count
        maximumFractionLost = max(maximumFractionLost, later.maximumFractionLost)
        maximumJitter = max(maximumJitter, later.maximumJitter)
        jitterSum &+= later.jitterSum
        first = first ?? later.first
        series.append(later.series)
    }
}
