/// What a live capture counts for Prometheus, in its text format (version 0.0.4). No label names a call: there are as many
/// series in a busy year as on a quiet day.
public struct LiveMetrics: Sendable {
    /// One direction's audio in an interval.
    public struct Direction: Hashable, Sendable {
        public var jitterMilliseconds: Double?
        public var packetLossPercent: Double?

        public init(jitterMilliseconds: Double? = nil, packetLossPercent: Double? = nil) {
            self.jitterMilliseconds = jitterMilliseconds
            self.packetLossPercent = packetLossPercent
        }
    }

    private static let times = [0.001, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5]
    private static let roundTrips = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 1]
    private static let ratios = [0, 0.001, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5]
    private static let scores = [1.5, 2, 2.5, 3.1, 3.5, 3.7, 4, 4.1, 4.2, 4.3, 4.4]

    private var jitter = (sent: MetricHistogram(limits: times), received: MetricHistogram(limits: times))
    private var loss = (sent: MetricHistogram(limits: ratios), received: MetricHistogram(limits: ratios))
    private var roundTrip = MetricHistogram(limits: roundTrips)
    private var opinion = MetricHistogram(limits: scores)
    private var ended: UInt64 = 0
    private var iceFailed: UInt64 = 0
    private var dtlsFailed: UInt64 = 0
    private var findings: [String: UInt64] = [:]

    public init() {}

    /// Takes a call's interval.
    ///
    /// - Parameter hasDrops: the capture lost packets meanwhile, so that nobody knows whose the loss is.
    public mutating func observe(
        rttMilliseconds rtt: Double?, sent: Direction?, received: Direction?, hasDrops: Bool
    ) {
        roundTrip.observe(rtt.map { $0 / 1000 })
        jitter.sent.observe(sent?.jitterMilliseconds.map { $0 / 1000 })
        jitter.received.observe(received?.jitterMilliseconds.map { $0 / 1000 })
        guard !hasDrops else { return }
        loss.sent.observe(sent?.packetLossPercent.map { $0 / 100 })
        loss.received.observe(received?.packetLossPercent.map { $0 / 100 })
        if let rtt, let jitter = received?.jitterMilliseconds, let loss = received?.packetLossPercent {
            opinion.observe(
                OpinionScore.callReport(rttMilliseconds: rtt, jitterMilliseconds: jitter, packetLossPercent: loss))
        }
    }

    /// Takes a call that has ended.
    public mutating func observe(_ report: CallReport) {
        ended &+= 1
        let transport = report.iceData.transport
        if transport.iceState == .failed { iceFailed &+= 1 }
        if [.failed, .connecting].contains(transport.dtlsState) { dtlsFailed &+= 1 }
        for code in Set(report.network.findings.map(\.code.rawValue)) { findings[code, default: 0] &+= 1 }
    }

    /// The whole file.
    public func text(_ health: CaptureHealthEvent) -> String {
        var page = MetricsPage()
        page.add("callwitness_packets_total", .counter, "Frames that were read.", health.packets)
        page.add("callwitness_bytes_total", .counter, "Their bytes on the wire.", health.bytes)
        page.begin("callwitness_dropped_packets_total", .counter, "Packets that the capture itself lost.")
        page.add(health.dropped.byKernel, labels: #"by="kernel""#)
        page.add(health.dropped.byInterface, labels: #"by="interface""#)
        page.add("callwitness_calls", .gauge, "Calls in progress.", UInt64(max(0, health.callsOpen)))
        page.add("callwitness_calls_ended_total", .counter, "Calls that have ended.", ended)
        page.add("callwitness_calls_ice_failed_total", .counter, "Of them those whose ICE failed.", iceFailed)
        page.add(
            "callwitness_calls_dtls_failed_total", .counter,
            "Of them those whose DTLS handshake failed or never ended.",
            dtlsFailed)
        page.begin("callwitness_findings_total", .counter, "Of them those with a finding, by its code.")
        for (code, count) in findings.sorted(by: { $0.key < $1.key }) { page.add(count, labels: #"code="\#(code)""#) }
        page.add("callwitness_events_dropped_total", .counter, "Events that nobody took in time.", health.eventsDropped)
        page.add("callwitness_reports_lost_total", .counter, "Reports that could not be written.", health.reportsLost)
        page.add(
            "callwitness_packets_not_written_total", .counter, "Frames missing in the capture file.",
            health.packetsNotWritten)
        page.begin(
            "callwitness_interval_jitter_seconds", .histogram,
            "Mean jitter of a call's audio in an interval, at the tap.")
        page.add(jitter.sent, labels: #"direction="sent""#)
        page.add(jitter.received, labels: #"direction="received""#)
        page.begin(
            "callwitness_interval_packet_loss_ratio", .histogram,
            "Share of a call's audio packets of an interval that were lost before the tap.")
        page.add(loss.sent, labels: #"direction="sent""#)
        page.add(loss.received, labels: #"direction="received""#)
        page.begin("callwitness_round_trip_seconds", .histogram, "A call's last round trip at an interval's end.")
        page.add(roundTrip)
        page.begin(
            "callwitness_interval_mos", .histogram, "Score of a call's received audio in an interval (SDK call report)."
        )
        page.add(opinion)
        page.add(
            "callwitness_last_update_timestamp_seconds", .gauge, "When this was written.",
            UInt64(max(0, health.timestamp.nanoseconds / 1_000_000_000)))
        return page.text
    }
}
