import Wire

/// What one source said of its own stream (RFC 3550 6.4.1).
public struct SenderReports: Equatable, Sendable {
    public struct Report: Equatable, Sendable {
        /// Wall clock in seconds since 1900, 32.32 fixed point.
        public var ntpTime: UInt64
        public var rtpTimestamp: UInt32
        /// Since the source's start; both wrap.
        public var packets: UInt32
        public var octets: UInt32
        public var frame: UInt64
        /// What the tap had seen of the stream by then; nil if it saw none of it.
        public var tap: StreamState?
    }

    public private(set) var count = 0
    public private(set) var first: TimedSeries<Report>.Entry?
    /// The last one is the last report.
    public private(set) var series = TimedSeries<Report>()

    public init() {}

    mutating func observe(_ report: RTCPSenderReport, at time: Timestamp, frame: UInt64, tap: StreamState?) {
        let entry = Report(
            ntpTime: report.ntpTime, rtpTimestamp: report.rtpTimestamp, packets: report.packetCount,
            octets: report.octetCount, frame: frame, tap: tap)
        count += 1
        if first == nil { first = TimedSeries.Entry(time: time, value: entry) }
        series.observe(entry, at: time)
    }

    mutating func append(_ later: SenderReports) {
        count += later.count
        first = first ?? later.first
        series.append(later.series)
    }
}
