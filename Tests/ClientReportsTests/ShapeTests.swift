import ClientReports
import Report
import Testing

/// One report of a document.
func onlyReport(_ document: String) throws -> ClientReport {
    let reports = try ClientReportReader.read(Array(document.utf8), source: "test.json")
    try #require(reports.count == 1)
    return reports[0]
}

extension ClientReport {
    func notes(_ kind: ClientReportNote.Kind) -> [String] { notes.filter { $0.kind == kind }.map(\.path) }

    var milliseconds: [Int64] { samples.map { $0.time.nanoseconds / 1_000_000 } }
}

@Suite("Shapes of client reports")
struct ShapeTests {
    /// 2026-11-23T12:00:00Z
    private static let noon: Int64 = 1_795_435_200_000

    @Test("The documented API's response")
    func documentedCall() throws {
        let report = try onlyReport(ShapeDocuments.documentedCall)
        #expect(report.shape == .documentedCall)
        #expect(report.sources == ["test.json"])
        #expect(report.callID == "98041520-aa")
        #expect(report.durationSeconds == 45)
        #expect(report.sdkVersion == "2.26.3")
        #expect(report.telnyxSessionID == "s1")
        #expect(report.telnyxLegID == "l1")
        #expect(report.milliseconds == [1_712_000_005_000, 1_712_000_010_000])
        let last = try #require(report.samples.last)
        #expect(last.inbound.first?.bytesReceived == 33_456)
        #expect(last.inbound.first?.jitterMilliseconds == ClientFigure(4, .last))
        #expect(last.inbound.first?.audioLevel == ClientFigure(0.25, .last))
        #expect(last.outbound.first?.bytesSent == 22_345)
        #expect(last.connection?.roundTripMilliseconds == ClientFigure(46.5, .last))
        #expect(report.samples.first?.transport == nil)
        #expect(last.transport == report.transport)
        #expect(report.transport?.iceState == "completed")
        #expect(report.transport?.srtpCipher == "AES_CM_128_HMAC_SHA1_80")
        #expect(report.pair?.local == StatedCandidate(type: "relay", address: "64.16.248.1", port: 50_000))
        #expect(last.pair?.remote?.port == 50_001)
        #expect(report.localCandidates.map(\.address) == ["192.168.1.5", "1b2c.local", "64.16.248.1"])
        #expect(report.localCandidates.first?.firstSeen == UnixTime(nanoseconds: 1_712_000_000_000_000_000))
        #expect(report.notes(.assumedUnit) == ["data.segments[].jitter", "data.segments[].rtt"])
        #expect(report.notes.count == 2)
    }

    @Test("Its inner object alone, and this project's own report")
    func bareAndOwn() throws {
        let inner = try onlyReport(
            #"{"call": {"call_id": "x"}, "segments": [{"timestamp": 1712000005, "bytesSent": 1}]}"#)
        #expect(inner.shape == .documentedCall)
        #expect(inner.samples.first?.outbound.first?.bytesSent == 1)
        #expect(inner.samples.first?.inbound.isEmpty == true)
        let own = try onlyReport(
            """
            {"data": {"call": {"call_id": "x", "duration": 2.5, "sdk_version": null}, "segments": [
              {"timestamp": 1712000005, "bytesSent": null, "bytesReceived": 5, "rtt": null, "jitter": 0.25, "audioLevel": null,
               "packetsSent": 7, "packetsReceived": 8, "packetsLost": 1, "packetLoss": 11.1}],
              "ice_data": {"transport": {"dtls_state": null, "ice_state": "connected", "srtp_cipher": null}, "selected_pair": null, "candidates": []},
              "network": {"streams": []}, "logs": []}}
            """)
        #expect(own.samples.first?.inbound.first?.packetsReceived == 8)
        #expect(own.samples.first?.inbound.first?.packetsLost == 1)
        #expect(own.samples.first?.outbound.first?.packetsSent == 7)
        #expect(own.samples.first?.outbound.first?.bytesSent == nil)
        #expect(own.notes.map(\.kind) == [.assumedUnit], "null is what it writes of what cannot be known")
    }

    @Test("The documented API's ICE part")
    func documentedICE() throws {
        let report = try onlyReport(ShapeDocuments.documentedICE)
        #expect(report.shape == .documentedICE)
        #expect(report.samples.isEmpty)
        #expect(report.transport?.dtlsState == "connecting")
        #expect(report.transport?.srtpCipher == nil)
        #expect(report.pair?.local?.type == "host")
        #expect(report.localCandidates.count == 1)
        #expect(report.notes(.unusableField) == ["data.selected_pair.remote_candidate"])
        let wrapped = try onlyReport(#"{"data": {"ice_data": {"candidates": [], "transport": {"ice_state": "new"}}}}"#)
        #expect(wrapped.shape == .documentedICE)
        #expect(wrapped.transport?.iceState == "new")
    }

    @Test("The body that the SDKs post")
    func payload() throws {
        let report = try onlyReport(ShapeDocuments.payload())
        #expect(report.shape == .sdkPayload)
        #expect(report.callID == "call-1")
        #expect(report.durationSeconds == 3.25)
        #expect(report.start == UnixTime(nanoseconds: (Self.noon + 250) * 1_000_000))
        #expect(report.milliseconds == [1500, 2500, 3500].map { Self.noon + $0 })
        let sample = report.samples[1]
        #expect(sample.start == report.samples[0].time)
        let inbound = try #require(sample.inbound.first)
        #expect(inbound.packetsReceived == 98)
        #expect(inbound.packetsLost == -1)
        #expect(inbound.jitterMilliseconds == ClientFigure(2.5, .mean))
        #expect(inbound.audioLevel == ClientFigure(0.25, .mean))
        #expect(inbound.concealedSamples == 7)
        let outbound = try #require(sample.outbound.first)
        #expect(outbound.headerBytesSent == 2400)
        #expect(outbound.codec == ClientCodec(mimeType: "audio/opus", payloadType: 111, clockRate: 48_000))
        #expect(sample.connection?.roundTripMilliseconds == ClientFigure(30, .last))
        #expect(sample.connection?.bytesReceived == 9800)
        #expect(sample.pair?.local == StatedCandidate(type: "host", address: "10.0.0.1", port: 5000, transport: "udp"))
        #expect(sample.pair?.responsesReceived == 2)
        #expect(sample.transport?.tlsVersion == "FEFD")
        #expect(sample.remoteInbound?.jitterMilliseconds == 1.5)
        #expect(sample.remoteInbound?.roundTripMilliseconds == 20)
        #expect(sample.remoteOutbound?.bytesSent == 2200)
        #expect(Set(report.notes.map(\.kind)) == [.assumedUnit])
        #expect(
            report.notes.contains {
                $0.path == "stats[].connection.currentRoundTripTime"
                    && $0.text == "Taken as seconds, as the SDK's payload has it."
            })
    }

    @Test("Android's additions")
    func android() throws {
        let report = try onlyReport(
            """
            {"call_id": "c", "call_report_id": "r", "telnyx_leg_id": "l", "telnyx_session_id": "s", "voice_sdk_id": "v",
             "summary": {"durationSeconds": 1}, "stats": [{"intervalEndUtc": "2026-11-23T12:00:00Z", "connection": {"roundTripTimeAvg": 0.25}}],
             "android_extra": {"iceCandidates": [{"type": "relay", "protocol": "UDP", "timestamp": 1795435200000}], "connectionTimeline": []}}
            """)
        #expect(report.shape == .sdkPayload)
        #expect(report.callID == "c")
        #expect(report.telnyxLegID == "l")
        #expect(report.samples.first?.connection?.roundTripMilliseconds == ClientFigure(250, .mean))
        #expect(report.localCandidates.first?.type == "relay")
        #expect(report.localCandidates.first?.transport == "udp")
        #expect(report.notes(.unknownField).isEmpty)
    }

    @Test("A page of the account API: stats as one object and as an array")
    func accountPage() throws {
        let reports = try ClientReportReader.read(Array(ShapeDocuments.accountPage.utf8), source: "page")
        #expect(reports.map(\.shape) == [.accountEntry, .accountEntry])
        #expect(reports.map(\.callID) == ["c-1", "c-2"])
        #expect(reports[0].userAgent == "Agent/1")
        #expect(reports[0].milliseconds == [Self.noon + 3000], "without a time of its own it is of the call's end")
        #expect(reports[0].samples.first?.inbound.first?.packetsReceived == 90)
        #expect(reports[0].samples.first?.connection?.roundTripMilliseconds?.value == 50)
        #expect(reports[0].notes(.assumedUnit).contains("data[].stats"))
        #expect(reports[1].samples.first?.inbound.first?.packetsReceived == 8)
        let single = try onlyReport(
            #"{"data": {"call_id": "c", "stats": [\#(ShapeDocuments.interval(1, packets: 5))], "created_at": "2026-11-23T12:00:09Z"}}"#
        )
        #expect(single.shape == .accountEntry)
    }

    @Test("Frames of the debug stream are in seconds, documented ones in milliseconds")
    func frames() throws {
        let report = try onlyReport(ShapeDocuments.frames)
        #expect(report.shape == .debugFrames)
        #expect(report.milliseconds == [1_795_436_849_305, 1_795_436_850_305])
        let first = report.samples[0]
        #expect(first.inbound.first?.ssrc == 7)
        #expect(first.inbound.first?.jitterMilliseconds == ClientFigure(3, .last))
        #expect(first.inbound.first?.codec?.mimeType == "audio/opus")
        #expect(first.outbound.first?.packetsSent == 11)
        #expect(first.connection?.roundTripMilliseconds == ClientFigure(50, .last))
        #expect(first.remoteInbound?.roundTripMilliseconds == 60)
        #expect(report.samples[1].inbound.first?.jitterMilliseconds == ClientFigure(4, .last), "the frame's own")

        let documented = try onlyReport(ShapeDocuments.documentedFrame)
        #expect(documented.shape == .debugFrames)
        #expect(documented.samples.first?.connection?.roundTripMilliseconds == ClientFigure(45, .last))
        #expect(documented.samples.first?.inbound.first?.jitterMilliseconds == ClientFigure(3, .last))
        #expect(documented.notes(.assumedUnit) == ["jitter", "rtt"])
    }

    @Test("Frames in the envelope of their event, of two calls")
    func envelopes() throws {
        let lines = ["a", "b", "a"].enumerated().map { index, call in
            """
            {"event": "telnyx.stats.frame", "call_id": "\(call)", "data": {"rtt": 5, "packetsReceived": \(index), "timestamp": \(1_712_000_005 + index)}}
            """
        }
        let end =
            #"{"event": "telnyx.stats.report", "call_id": "b", "data": {"callId": "b", "duration": 9, "avgRtt": 5}}"#
        let reports = try ClientReportReader.read(Array((lines + [end]).joined(separator: "\n").utf8), source: "lines")
        #expect(reports.map(\.callID) == ["a", "b"])
        #expect(reports.map(\.samples.count) == [2, 1])
        #expect(reports[1].durationSeconds == 9)
    }

    @Test("The debug stream's timeline")
    func timeline() throws {
        let report = try onlyReport(ShapeDocuments.timeline)
        #expect(report.shape == .debugTimeline)
        #expect(report.stateChanges.map(\.state) == ["checking", "connected"])
        #expect(report.stateChanges.map(\.time.nanoseconds) == [100, 200].map { (Self.noon + $0) * 1_000_000 })
        #expect(report.localCandidates.map(\.transportAddress) == ["10.0.0.1:5000"])
        #expect(report.milliseconds == [Self.noon + 1000, Self.noon + 2000])
        #expect(report.samples.map { $0.inbound.first?.packetsReceived } == [50, 100])
        #expect(report.samples[0].outbound.first?.packetsSent == 49)
        #expect(report.samples[0].remoteInbound?.packetsLost == 2)
        #expect(report.samples[0].connection?.roundTripMilliseconds?.value == 30)
        #expect(report.samples[0].pair?.local?.port == 5000)
        let saved = try onlyReport(#"{"event": "telnyx.stats.report", "data": \#(ShapeDocuments.timeline)}"#)
        #expect(saved.samples == report.samples)
    }

    @Test("A dump of webrtc-internals: series put together, connections without media left out")
    func internalsDump() throws {
        let report = try onlyReport(ShapeDocuments.internalsDump)
        #expect(report.shape == .internalsDump)
        #expect(report.userAgent == "Agent/3")
        #expect(report.milliseconds == [0, 1000, 2000].map { Self.noon + $0 })
        #expect(report.samples.map { $0.inbound.first?.packetsReceived } == [50, 100, 150])
        #expect(report.samples.map { $0.inbound.first?.packetsLost } == [nil, 0, 3])
        #expect(report.samples.first?.inbound.first?.ssrc == 7)
        #expect(report.samples.map { $0.transport?.dtlsState } == ["connecting", "connected", "connected"])
        #expect(report.stateChanges.map(\.state) == ["checking"])
        #expect(report.localCandidates.map(\.transportAddress) == ["10.0.0.1:5000"])
        #expect(report.remoteCandidates.map(\.transportAddress) == ["192.0.2.1:6000"])
        #expect(report.notes.isEmpty)
    }
}
