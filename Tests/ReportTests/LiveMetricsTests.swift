import Report
import TestSupport
import Testing

@Suite("Metrics of a live capture")
struct LiveMetricsTests {
    private func lines(_ metrics: LiveMetrics, _ health: CaptureHealthEvent? = nil) -> [String] {
        let health = health ?? CaptureHealthEvent(timestamp: SampleReport.start, interface: "eth0")
        return metrics.text(health).split(separator: "\n").map(String.init)
    }

    @Test("Figures fall into the buckets up to whose limit they are")
    func buckets() {
        var metrics = LiveMetrics()
        for (jitter, loss) in [(20.0, 0.0), (20.001, 1.0), (900, 100), (nil, nil)] as [(Double?, Double?)] {
            metrics.observe(
                rttMilliseconds: 150, sent: nil,
                received: LiveMetrics.Direction(jitterMilliseconds: jitter, packetLossPercent: loss), hasDrops: false)
        }
        let text = lines(metrics)
        for line in [
            #"callwitness_interval_jitter_seconds_bucket{direction="received",le="0.01"} 0"#,
            #"callwitness_interval_jitter_seconds_bucket{direction="received",le="0.02"} 1"#,
            #"callwitness_interval_jitter_seconds_bucket{direction="received",le="0.03"} 2"#,
            #"callwitness_interval_jitter_seconds_bucket{direction="received",le="0.5"} 2"#,
            #"callwitness_interval_jitter_seconds_bucket{direction="received",le="+Inf"} 3"#,
            #"callwitness_interval_jitter_seconds_sum{direction="received"} 0.940001"#,
            #"callwitness_interval_jitter_seconds_count{direction="received"} 3"#,
            #"callwitness_interval_jitter_seconds_count{direction="sent"} 0"#,
            #"callwitness_interval_packet_loss_ratio_bucket{direction="received",le="0"} 1"#,
            #"callwitness_interval_packet_loss_ratio_bucket{direction="received",le="0.01"} 2"#,
            #"callwitness_round_trip_seconds_bucket{le="0.1"} 0"#,
            #"callwitness_round_trip_seconds_bucket{le="0.15"} 4"#,
            "callwitness_round_trip_seconds_sum 0.6", "callwitness_interval_mos_count 3",
        ] { #expect(text.contains(line), "\(line)") }
    }

    @Test("Loss of an interval in which the capture dropped packets is in no histogram")
    func drops() {
        var metrics = LiveMetrics()
        let direction = LiveMetrics.Direction(jitterMilliseconds: 1, packetLossPercent: 50)
        metrics.observe(rttMilliseconds: 1, sent: direction, received: direction, hasDrops: true)
        let text = lines(metrics)
        #expect(text.contains(#"callwitness_interval_packet_loss_ratio_count{direction="sent"} 0"#))
        #expect(text.contains(#"callwitness_interval_jitter_seconds_count{direction="sent"} 1"#))
        #expect(text.contains("callwitness_interval_mos_count 0"))
    }

    @Test("Ended calls, their failures and findings are counted, and the capture's own counters stand there")
    func calls() {
        var metrics = LiveMetrics()
        var failed = SampleReport.minimal
        failed.iceData.transport.iceState = .failed
        failed.iceData.transport.dtlsState = .connecting
        metrics.observe(failed)
        metrics.observe(SampleReport.full)
        var health = CaptureHealthEvent(timestamp: SampleReport.start, interface: "eth0")
        (health.packets, health.callsOpen, health.eventsDropped) = (123, 7, 9)
        health.dropped = CaptureDropCounts(byKernel: 5, byInterface: 6)
        let text = lines(metrics, health)
        for line in [
            "callwitness_packets_total 123", #"callwitness_dropped_packets_total{by="kernel"} 5"#,
            #"callwitness_dropped_packets_total{by="interface"} 6"#, "callwitness_calls 7",
            "callwitness_calls_ended_total 2", "callwitness_calls_ice_failed_total 1",
            "callwitness_calls_dtls_failed_total 1", #"callwitness_findings_total{code="loss_high"} 1"#,
            "callwitness_events_dropped_total 9", "callwitness_last_update_timestamp_seconds 1712000000",
        ] { #expect(text.contains(line), "\(line)") }
    }

    @Test("Every metric has its help and type once, before its samples, and no series stands twice")
    func format() {
        var metrics = LiveMetrics()
        metrics.observe(SampleReport.full)
        var types: [String: String] = [:]
        var series: Set<Substring> = []
        for line in lines(metrics) {
            let words = line.split(separator: " ")
            if line.hasPrefix("# TYPE ") {
                #expect(types.updateValue(String(words[3]), forKey: String(words[2])) == nil)
            } else if !line.hasPrefix("#") {
                #expect(series.insert(words[0]).inserted, "\(line)")
                var name = String(words[0].prefix { $0 != "{" })
                if types[name] == nil {
                    name = String(name.dropLast(name.split(separator: "_").last.map { $0.count + 1 } ?? 0))
                    #expect(types[name] == "histogram", "\(line)")
                }
                #expect(words.count == 2 && Double(words[1]) != nil, "\(line)")
            }
        }
        #expect(types.count == 16)
    }
}
