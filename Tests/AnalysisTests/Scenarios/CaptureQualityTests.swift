import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("A capture with faults of its own")
struct CaptureQualityTests {
    /// A call with loss, duplicates and reordering, whose figures must survive whatever happens to the capture.
    static var call: DirectCall {
        var call = DirectCall()
        call.sent.lost = [10, 20, 21]
        call.sent.duplicated = [30, 31]
        call.sent.swapped = [40]
        return call
    }

    func expectFigures(_ report: CallReport, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let sent = try report.stream(0x1111_1111, .sent)
        #expect(sent.packets == 600 - 3, sourceLocation: sourceLocation)
        #expect(sent.lost == 3, sourceLocation: sourceLocation)
        #expect(sent.duplicates == 2, sourceLocation: sourceLocation)
        #expect(sent.reordered == 1, sourceLocation: sourceLocation)
        #expect(sent.headerBytes == 597 * 12, sourceLocation: sourceLocation)
        let received = try report.stream(0x2222_2222, .received)
        #expect(received.packets == 600, sourceLocation: sourceLocation)
        #expect(received.lost == 0, sourceLocation: sourceLocation)
        #expect(received.duplicates == 0, sourceLocation: sourceLocation)
        #expect(report.network.streams.count == 2, sourceLocation: sourceLocation)
        #expect(report.segments.last?.packetsSent == 597, sourceLocation: sourceLocation)
        #expect(report.segments.last?.packetsReceived == 600, sourceLocation: sourceLocation)
        #expect(report.iceData.transport.iceState == .connected, sourceLocation: sourceLocation)
        #expect(report.iceData.transport.dtlsState == .connected, sourceLocation: sourceLocation)
        #expect(report.iceData.selectedPair?.localCandidate.port == 50_000, sourceLocation: sourceLocation)
    }

    @Test("Duplicates that are alike in everything are the network's")
    func networkDuplicates() throws {
        let report = try analyzeOne(Self.call.script)
        try expectFigures(report)
        #expect(report.network.capture.doubled == 0)
        #expect(report.finding("capture_doubled") == nil)
    }

    @Test(
        "Everything twice, from a mirror or a router's two interfaces, counts once",
        arguments: [
            (Encapsulation(), Encapsulation(.vlan(7))),
            (Encapsulation(), Encapsulation(timeToLive: 63)),
            (
                Encapsulation(.cooked(packetType: 3, interface: 2)),
                Encapsulation(.cooked(packetType: 4, interface: 3), timeToLive: 63)
            ),
        ])
    func mirrored(one: Encapsulation, other: Encapsulation) throws {
        var call = Self.call
        call.sent.duplicated = []
        var script = call.script
        script.encapsulation = one
        let first = script.capture
        script.encapsulation = other
        let report = try analyzeOne(first.merged(with: script.capture))
        #expect(try report.stream(0x1111_1111, .sent).packets == 597)
        #expect(try report.stream(0x1111_1111, .sent).duplicates == 0)
        #expect(try report.stream(0x1111_1111, .sent).lost == 3)
        #expect(try report.stream(0x2222_2222, .received).packets == 600)
        #expect(report.network.capture.packets == 2 * first.frames.count)
        #expect(report.network.capture.doubled == first.frames.count)
        #expect(report.finding("capture_doubled") != nil)
        // Nor are checks and flights counted twice.
        let pair = try #require(report.network.ice?.pairs.first)
        #expect(pair.checksByClient.sent == 1 + 2)  // at 0, 5 and 10 s
        #expect(report.network.dtls?.retransmissions == 0)
    }

    @Test("Cut to 128 bytes: the figures are the same, and the cut is said")
    func snapLength() throws {
        var capture = Self.call.script.capture
        let whole = try analyzeOne(capture)
        let long = capture.frames.count { $0.bytes.count > 128 }
        capture.cut(to: 128)
        let report = try analyzeOne(capture)
        try expectFigures(report)
        #expect(report.network.capture.truncated == long)
        #expect(whole.network.capture.truncated == 0)
        let streams = zip(report.network.streams, whole.network.streams)
        #expect(streams.allSatisfy { $0.jitter == $1.jitter && $0.udpPayloadBytes == $1.udpPayloadBytes })
    }

    @Test("Junk on the same ports has no effect")
    func junk() throws {
        var script = Self.call.script
        var random = SplitMix(seed: 42)
        for index in 0..<400 {
            let length = 1 + Int(random.next() % 200)
            let route = index % 2 == 0 ? Self.call.route : Self.call.route.reversed
            script.send(random.bytes(length), over: route, at: 0.8 + 0.025 * Double(index))
        }
        let report = try analyzeOne(script)
        try expectFigures(report)
        #expect(report.iceData.transport.srtpCipher == "AES_CM_128_HMAC_SHA1_80")
        #expect(report.network.capture.doubled == 0)
    }

    @Test("Plain RTP is a call from its fourth packet on", arguments: [(3, 0), (4, 1)])
    func plain(packets: Int, calls: Int) throws {
        var stream = StreamScript(0x1111_1111, count: packets, from: 0)
        stream.payloadType = 0
        stream.clockRate = 8000
        stream.payloadLength = 160
        stream.tagLength = 0
        var script = CallScript()
        script.play(stream, over: DirectCall().route)
        let reports = try analyze(script)
        #expect(reports.count == calls)
        #expect(reports.allSatisfy { $0.network.streams.map(\.packets) == [packets] })
        #expect(reports.allSatisfy { $0.iceData.transport.iceState == nil && $0.iceData.selectedPair == nil })
    }

    @Test("Datagrams that begin like RTP and are random behind that make no call")
    func randomRTP() throws {
        var script = CallScript()
        var random = SplitMix(seed: 7)
        for index in 0..<1000 {
            script.send([0x80] + random.bytes(60), over: DirectCall().route, at: 0.02 * Double(index))
        }
        #expect(try analyze(script).isEmpty)
    }

    @Test("One frame stamped 30 years away ends nothing and spoils nothing", arguments: [30, -30])
    func absurdTime(years: Int64) throws {
        var capture = Self.call.script.capture
        let middle = capture.frames.count / 2
        capture.frames[middle].time = capture.frames[middle].time
            .advanced(byNanoseconds: years * 365 * 86_400 * 1_000_000_000)
        let report = try analyzeOne(capture)
        try expectFigures(report)
        #expect(abs((report.call.durationSeconds ?? 0) - 12.59) < 0.0005)
        #expect(report.segments.count == 3)
    }
}
