import Analysis
import ClientReports
import Comparison
import Report
import Testing

/// True reports that were made false: each must be caught, at both ends of the path, and named for what it is.
@Suite("False reports")
struct SabotageTests {
    struct Sabotage: Sendable, CustomTestStringConvertible {
        var name: String
        var code: ComparisonFindingCode
        var verdict = ComparisonVerdict.disagree
        /// The clients whose report can be made false so.
        var clients = ["A", "B"]
        var change: @Sendable (inout ClientReport) -> Void

        var testDescription: String { name }

        /// Of every sample.
        static func samples(
            _ name: String, _ code: ComparisonFindingCode, clients: [String] = ["A", "B"],
            _ change: @escaping @Sendable (inout ClientSample) -> Void
        ) -> Sabotage {
            Sabotage(name: name, code: code, clients: clients) { report in
                for index in report.samples.indices { change(&report.samples[index]) }
            }
        }
    }

    static let all: [Sabotage] = [
        .samples("packets sent raised by 1 %", .packetsSentInflated) { sample in
            for index in sample.outbound.indices {
                sample.outbound[index].packetsSent = sample.outbound[index].packetsSent.map { $0 + $0 / 100 }
            }
        },
        .samples("packets sent lowered by 1 %", .packetsSentUnderstated) { sample in
            for index in sample.outbound.indices {
                sample.outbound[index].packetsSent = sample.outbound[index].packetsSent.map { $0 - $0 / 100 }
            }
        },
        .samples("all counts of packets raised by 1 %", .packetsSentInflated) { sample in
            for index in sample.outbound.indices {
                sample.outbound[index].packetsSent = sample.outbound[index].packetsSent.map { $0 + $0 / 100 }
            }
            raiseReceived(in: &sample)
        },
        .samples("packets received raised by 1 %", .packetsReceivedInflated, clients: ["A"]) { raiseReceived(in: &$0) },
        .samples("loss set to zero", .lossDenied, clients: ["B"]) { sample in
            for index in sample.inbound.indices { sample.inbound[index].packetsLost = 0 }
        },
        .samples("headers in the bytes", .bytesIncludeHeaders) { sample in
            for index in sample.outbound.indices {
                let stream = sample.outbound[index]
                sample.outbound[index].bytesSent = stream.bytesSent.map { $0 + (stream.headerBytesSent ?? 0) }
            }
        },
        .samples("round trip a thousand times", .wrongUnit) { scaleRoundTrip(in: &$0, by: 1000) },
        .samples("jitter a thousand times", .wrongUnit) { sample in
            for index in sample.inbound.indices {
                // Clients cut to whole ms.
                let value = sample.inbound[index].jitterMilliseconds?.value ?? 1
                sample.inbound[index].jitterMilliseconds?.value = 1000 * max(1, value)
            }
        },
        .samples("round trip a thousandth", .wrongUnit) { scaleRoundTrip(in: &$0, by: 0.001) },
        Sabotage(name: "an hour ahead", code: .clockOffset, verdict: .explained) { report in
            let hour: Int64 = 3_600_000_000_000
            for index in report.samples.indices {
                report.samples[index].time.nanoseconds += hour
                report.samples[index].start?.nanoseconds += hour
            }
        },
    ]

    @Test("Is caught at either tap, in either shape", arguments: all, ["callreport", "getstats"])
    func caught(sabotage: Sabotage, shape: String) throws {
        for capture in ["loss-5-percent.tapA.pcap.zst", "loss-5-percent.tapB.pcapng"] {
            let comparison = CallComparison(try ComparedCapture.calls(capture))
            for client in sabotage.clients {
                var report = try ComparedCapture.report("loss-5-percent.client\(client).\(shape)")
                sabotage.change(&report)
                let result = comparison.compare(report)
                #expect(result.verdict == sabotage.verdict, "\(capture), \(client): \(result.summary)")
                try expectValid(result)
                let codes = result.findings.map(\.code)
                #expect(codes.contains(sabotage.code), "\(capture), \(client): \(codes)")
            }
        }
    }

    @Test("More received and lost than were sent, where the tap stands before the loss")
    func moreThanSent() throws {
        let comparison = CallComparison(try ComparedCapture.calls("loss-5-percent.tapA.pcap.zst"))
        var report = try ComparedCapture.report("loss-5-percent.clientB.getstats")
        for index in report.samples.indices { Self.raiseReceived(in: &report.samples[index]) }
        let result = comparison.compare(report)
        #expect(result.verdict == .disagree)
        #expect(result.findings.map(\.code).contains(.moreThanSent))
    }

    @Test("DTLS said to be connected where the handshake never finished")
    func dtlsClaimed() throws {
        let comparison = CallComparison(try ComparedCapture.calls("dtls-blocked.tapA.pcap"))
        var report = try #require(try ComparedCapture.polls("dtls-blocked.tapA").first)
        let begin = try #require(report.stateChanges.first?.time)
        var sample = ClientSample(time: UnixTime(nanoseconds: begin.nanoseconds + 10_000_000_000))
        var transport = ClientTransport()
        transport.dtlsState = "connected"
        transport.srtpCipher = "AEAD_AES_128_GCM"
        sample.transport = transport
        var pair = ClientPair()
        let selected = try #require(
            try ComparedCapture.calls("dtls-blocked.tapA.pcap").first?.sides[0].report.iceData.selectedPair)
        pair.local = StatedCandidate(
            type: "host", address: selected.localCandidate.ip, port: selected.localCandidate.port)
        pair.remote = StatedCandidate(
            type: "host", address: selected.remoteCandidate.ip, port: selected.remoteCandidate.port)
        sample.pair = pair
        report.samples = [sample]
        let result = comparison.compare(report)
        #expect(result.verdict == .disagree)
        #expect(result.findings.first?.code == .dtlsClaimed)
    }

    @Test("A documented report alone, in segments of 5 s, has a verdict for each field")
    func documented() throws {
        let calls = try ComparedCapture.calls("loss-5-percent.tapA.pcap.zst")
        // What this project itself reports is of that shape.
        var document = try #require(calls.first?.sides[0].report)
        document.network = NetworkReport(generator: "test")
        let report = try #require(
            try ClientReportReader.read(document.json(pretty: false), source: "documented").first)
        let result = CallComparison(calls).compare(report)
        #expect(result.verdict == .agree || result.verdict == .explained, "\(result.summary)")
        for field in [
            "audio.inbound.bytesReceived", "audio.outbound.bytesSent", "connection.currentRoundTripTime",
            "ice.local.candidateType", "transport.dtlsState", "transport.srtpCipher",
        ] {
            #expect(result.fields.contains { $0.field == field && $0.verdict != .disagree }, "\(field)")
        }
    }

    private static func raiseReceived(in sample: inout ClientSample) {
        for index in sample.inbound.indices {
            sample.inbound[index].packetsReceived = sample.inbound[index].packetsReceived.map { $0 + $0 / 100 }
        }
    }

    private static func scaleRoundTrip(in sample: inout ClientSample, by factor: Double) {
        sample.connection?.roundTripMilliseconds?.value *= factor
    }
}
