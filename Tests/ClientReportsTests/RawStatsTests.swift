import ClientReports
import Report
import Testing

@Suite("Raw getStats")
struct RawStatsTests {
    private static let time: Int64 = 1_795_436_849_000

    @Test("A bundle: streams, pair, states, candidates")
    func bundle() throws {
        let report = try onlyReport(ShapeDocuments.bundle)
        #expect(report.shape == .rawStats)
        #expect(report.userAgent == "Agent/2")
        #expect(
            report.samples.map(\.time.nanoseconds) == [Self.time, Self.time + 1000].map { $0 * 1_000_000 + 250_000 })
        let sample = report.samples[1]
        #expect(sample.inbound.map(\.kind) == [.audio, .video])
        #expect(sample.inbound[0].ssrc == 4_294_967_295)
        #expect(sample.inbound[0].packetsReceived == 100)
        #expect(sample.inbound[0].jitterMilliseconds == ClientFigure(5, .last))
        #expect(sample.inbound[0].codec == ClientCodec(mimeType: "audio/opus", payloadType: 111, clockRate: 48_000))
        #expect(sample.outbound.first?.audioLevel == ClientFigure(0.75, .last), "of its source")
        #expect(sample.remoteInbound?.roundTripMilliseconds == 20)
        #expect(sample.remoteOutbound?.bytesSent == 4)
        #expect(sample.connection?.bytesSent == 3000, "the pair's, not the transport's")
        #expect(sample.connection?.roundTripMilliseconds == ClientFigure(12, .last))
        #expect(sample.pair?.local?.transportAddress == "10.0.0.1:5000")
        #expect(sample.pair?.remote?.type == "prflx")
        #expect(sample.transport?.dtlsRole == "client")
        #expect(report.stateChanges.map(\.state) == ["checking", "connecting", "connected"], "in order of time")
        #expect(report.localCandidates.count == 1)
        #expect(report.remoteCandidates.map(\.type) == ["srflx", "prflx"] || report.remoteCandidates.count == 2)
        #expect(report.notes(.unknownField).isEmpty)
        #expect(report.notes(.unusableField).isEmpty)
    }

    @Test(
        "One result or a series, arrays or maps",
        arguments: [
            ShapeDocuments.entries(0, packets: 50),
            "[\(ShapeDocuments.entries(0, packets: 50)), \(ShapeDocuments.entries(1000, packets: 100))]",
            #"[{"timestamp": 1795436849000, "stats": \#(ShapeDocuments.entries(0, packets: 50))}]"#,
            "\(ShapeDocuments.entries(0, packets: 50))\n\(ShapeDocuments.entries(1000, packets: 100))",
        ])
    func forms(_ document: String) throws {
        let report = try onlyReport(document)
        #expect(report.shape == .rawStats)
        #expect(report.samples[0].time.nanoseconds == Self.time * 1_000_000 + 250_000)
        #expect(
            report.samples.map { $0.inbound.first?.packetsReceived }
                == [50, 100].prefix(report.samples.count).map { $0 })
    }

    @Test("A map by id, and the outer time where entries have none")
    func map() throws {
        let report = try onlyReport(
            """
            [{"t": 1795436849500, "report": {
              "I": {"type": "inbound-rtp", "ssrc": 5, "packetsReceived": 3},
              "P": {"type": "candidate-pair", "selected": true, "localCandidateId": "L", "responsesReceived": 2, "state": "succeeded"},
              "L": {"type": "local-candidate", "address": "abc.local", "port": 1, "candidateType": "host"}}}]
            """)
        #expect(report.milliseconds == [1_795_436_849_500])
        #expect(report.samples[0].pair?.local?.address == "abc.local")
        #expect(report.samples[0].pair?.local?.transportAddress == nil)
    }

    @Test("Without a pair the transport's counters are the connection's")
    func transportCounters() throws {
        let report = try onlyReport(
            """
            [{"type": "transport", "id": "t", "timestamp": 1795436849500, "packetsSent": 5, "bytesSent": 6, "dtlsState": "connected"},
             {"type": "inbound-rtp", "id": "i", "timestamp": 1795436849500, "ssrc": 5, "jitter": 20}]
            """)
        #expect(report.samples[0].connection?.packetsSent == 5)
        #expect(
            report.samples[0].inbound[0].jitterMilliseconds?.value == 20_000, "not set right: the comparison names it")
    }
}
