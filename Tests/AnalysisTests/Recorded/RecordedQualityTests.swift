import Report
import Testing

@Suite("Recorded calls: quality and RTCP")
struct RecordedQualityTests {
    @Test("A gateway's plain leg: what both ends counted is what passed the tap, to the byte")
    func plainLeg() throws {
        let reports = try RecordedCapture(name: "back-to-back-gateway.tapS.pcap.zst").reports()
        let plain = try #require(reports.first { ($0.network.rtcp?.readable ?? 0) > 0 })
        let rtcp = try #require(plain.network.rtcp)
        #expect(rtcp.protected == 0)
        #expect(rtcp.senders.count == 2)
        for view in rtcp.senders {
            let span = try #require(view.span)
            #expect(span.packets > 1000)
            #expect(span.tapExpected == span.packets)
            #expect(span.tapReceived == span.packets)
            #expect(span.tapPayloadBytes == span.octets)
        }
        #expect(rtcp.receivers.count == 2)
        for view in rtcp.receivers {
            #expect(view.span?.lost == 0)
            #expect(view.span?.lostDownstream == 0)
            for report in view.reports {
                #expect(abs((report.jitterMilliseconds ?? 0) - (report.tapJitterMilliseconds ?? 9)) < 1)
            }
        }
        // No ICE on this leg: RTCP alone measures it, both halves.
        #expect(plain.network.rtt?.samples?.source == .rtcp)
        #expect(plain.network.rtt?.path.map { $0.medianMilliseconds < 3 } == true)
        #expect(plain.network.quality.mos?.receivedEModel?.codec == "PCMU")
        // The other leg is SRTP: nothing is read, and that is said.
        let secure = try #require(reports.first { $0.network.rtcp?.readable == 0 })
        #expect(secure.network.rtcp?.senders == [])
        #expect(secure.network.notObservable.contains { $0.field.contains("network.rtcp.senders") })
    }

    @Test("G.711 that loses 3 to 5 packets in a row: a burst ratio above 3, and a rating that shows it")
    func bursts() throws {
        let report = try #require(
            try RecordedCapture(name: "g711-burst-loss.tapB.pcapng.gz").reports().first)
        let mos = try #require(report.network.quality.mos)
        let models = [mos.receivedEModel, mos.sentEModel].compactMap(\.self)
        let lossy = try #require(models.max { $0.packetLossPercent < $1.packetLossPercent })
        let clean = try #require(models.min { $0.packetLossPercent < $1.packetLossPercent })
        #expect(lossy.codec == "PCMA")
        #expect((3...5).contains(lossy.burstRatio))
        #expect(lossy.score < clean.score - 0.1)
    }
}
