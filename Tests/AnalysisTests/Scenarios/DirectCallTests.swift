import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("A direct call")
struct DirectCallTests {
    @Test("States, pair, sides and counts of a healthy call")
    func healthy() throws {
        let report = try analyzeOne(DirectCall().script)
        #expect(report.iceData.transport.iceState == .connected)
        #expect(report.iceData.transport.dtlsState == .connected)
        #expect(report.iceData.transport.srtpCipher == "AES_CM_128_HMAC_SHA1_80")
        let pair = try #require(report.iceData.selectedPair)
        #expect(pair.localCandidate == SelectedCandidate(type: .host, ip: "192.168.1.10", port: 50_000))
        #expect(pair.remoteCandidate.ip == "203.0.113.5")
        #expect(pair.remoteCandidate.port == 10_000)
        #expect(pair.nominated == true)
        #expect(pair.state == .succeeded)
        for (direction, ssrc) in [(CallDirection.sent, UInt32(0x1111_1111)), (.received, 0x2222_2222)] {
            let stream = try report.stream(ssrc, direction)
            #expect(report.streams(direction).count == 1)
            #expect(stream.packets == 600)
            #expect(stream.expected == 600)
            #expect(stream.lost == 0)
            #expect(stream.duplicates == 0)
            #expect(stream.reordered == 0)
            #expect(stream.payloadBytes == 600 * 80)
            #expect(stream.headerBytes == 600 * 12)
            #expect(stream.udpPayloadBytes == 600 * (12 + 80 + 10))
            #expect(stream.jitter?.maximumMilliseconds == 0)
            #expect(stream.kind == .audio)
        }
        // Nothing closes it.
        #expect(report.codes == ["capture_mid_call"])
        #expect(report.network.capture.doubled == 0)
    }

    @Test(
        "Loss, duplicates and reordering across the sequence number's wrap, on IPv4 and IPv6",
        arguments: [("192.168.1.10", "203.0.113.5"), ("fd00::10", "2001:db8::5")])
    func spoiled(client: String, server: String) throws {
        var call = DirectCall()
        call.client.endpoint = Endpoint(client, 50_000)
        call.server.endpoint = Endpoint(server, 10_000)
        // Packet 136 has sequence number 0.
        call.sent.firstSequence = UInt16(65_536 - 136)
        call.sent.lost = [10, 134, 135, 136, 300, 301]
        call.sent.duplicated = [20, 140]
        call.sent.swapped = [50]
        let report = try analyzeOne(call.script)
        let stream = try report.stream(0x1111_1111, .sent)
        #expect(stream.expected == 600)
        #expect(stream.packets == 600 - 6)
        #expect(stream.lost == 6)
        #expect(stream.lostAsClientCounts == 6)
        #expect(stream.duplicates == 2)
        #expect(stream.reordered == 1)
        #expect(stream.lossRuns.map(\.length) == [1, 2, 3])
        #expect(stream.lossRuns.map(\.count) == [1, 1, 1])
        #expect(stream.payloadBytes == 594 * 80)
        #expect(stream.headerBytes == 594 * 12)
        #expect(try report.stream(0x2222_2222, .received).packets == 600)
        #expect(report.iceData.selectedPair?.localCandidate.ip == client)
        #expect(report.iceData.transport.dtlsState == .connected)
    }

    @Test("A gap of 50 is lost at the tap and hidden from the client's counter; one of 49 is not")
    func clientThreshold() throws {
        var call = DirectCall()
        call.received.lost = Set(100..<150).union(200..<249)
        let stream = try analyzeOne(call.script).stream(0x2222_2222, .received)
        #expect(stream.lost == 50 + 49)
        #expect(stream.lostAsClientCounts == 49)
    }

    @Test("Jitter of packets that are late in turns")
    func jitter() throws {
        var call = DirectCall()
        call.received.delays = [0, 0.004]
        let stream = try analyzeOne(call.script).stream(0x2222_2222, .received)
        // RFC 3550 6.4.1: every packet differs by 4 ms from the one before.
        var expected = 0.0
        for _ in 1..<600 { expected += (4 - expected) / 16 }
        let jitter = try #require(stream.jitter)
        #expect(abs((jitter.lastMilliseconds ?? 0) - expected) < 0.001)
        #expect(abs((jitter.maximumMilliseconds ?? 0) - expected) < 0.001)
        #expect(stream.lost == 0)
    }

    @Test("Segments: a grid of 5 s, cumulative counters, the last one ends with the call")
    func segments() throws {
        var call = DirectCall()
        call.received.lost = [100, 101, 300]
        let report = try analyzeOne(call.script)
        // Packet 599 of the received stream is the last: 0.61 + 599 * 0.02.
        let end = 12.59
        let segments = report.segments
        let ends = [5, 10, end].map { UnixTime(nanoseconds: CallScript.time($0).nanoseconds) }
        #expect(segments.map(\.timestamp) == ends)
        #expect(abs((report.call.durationSeconds ?? 0) - end) < 0.0005)
        // Sent: 0.51 + 0.02 i < 5 for i < 225; < 10 for i < 475. Received: 0.61 + 0.02 i for i < 220, < 470.
        #expect(segments.map(\.packetsSent) == [225, 475, 600])
        #expect(segments.map(\.bytesSent) == [225 * 80, 475 * 80, 600 * 80])
        #expect(segments.map(\.packetsReceived) == [220 - 2, 470 - 3, 600 - 3])
        #expect(segments.map(\.bytesReceived) == [218 * 80, 467 * 80, 597 * 80])
        #expect(segments.map(\.packetsLost) == [2, 3, 3])
        let loss = [100.0 * 2 / 220, 100.0 * 1 / 250, 0]
        #expect(segments.compactMap(\.packetLossPercent).elementsEqual(loss) { abs($0 - $1) < 0.001 })
        // Each half answers within 20 ms.
        #expect(segments.compactMap(\.rttMilliseconds).elementsEqual([40, 40, 40]) { abs($0 - $1) < 0.001 })
        #expect(segments.map(\.jitterMilliseconds) == [0, 0, 0])
        // A series begins where its first step does: 0.51 s and 0.61 s are in the first second, 25 and 20 packets of it.
        for series in report.network.timeline.counters {
            #expect(series.start == UnixTime(nanoseconds: CallScript.time(0).nanoseconds))
            #expect(series.stepSeconds == 1)
            #expect(series.packets.first == (series.direction == .sent ? 25 : 20))
            #expect(series.packets.count == 13)
        }
    }

    @Test("The call's id is the same in every capture that holds its beginning")
    func callID() throws {
        let whole = DirectCall().script
        var beginning = whole
        beginning.remove { time, _, _ in time > 6 }
        #expect(try analyzeOne(whole).call.callID == analyzeOne(beginning).call.callID)
        var other = DirectCall()
        other.client.fragment = "else"
        #expect(try analyzeOne(whole).call.callID != analyzeOne(other.script).call.callID)
    }

    @Test(
        "DTLS 1.3 hides the profile: SRTCP's trailer and the offer tell it",
        arguments: [(SRTPProtectionProfile.aeadAES128GCM, 16), (.aes128CMSHA1Tag80, 10)])
    func inferredProfile(profile: SRTPProtectionProfile, tagLength: Int) throws {
        var call = DirectCall()
        call.sent.tagLength = tagLength
        call.received.tagLength = tagLength
        var script = CallScript()
        script.connect(call.client, call.server, at: 0)
        script.handshake(over: call.route, at: 0.2, .dtls13)
        script.play(call.sent, over: call.route)
        script.play(call.received, over: call.route.reversed)
        for second in 1...10 {
            script.protectedControl(0x1111_1111, over: call.route, at: Double(second) + 0.005, profile: profile)
            script.protectedControl(
                0x2222_2222, over: call.route.reversed, at: Double(second) + 0.015, profile: profile)
        }
        let report = try analyzeOne(script)
        #expect(report.network.dtls?.version == "DTLS 1.3")
        #expect(report.iceData.transport.dtlsState == .connected)
        #expect(report.iceData.transport.srtpCipher == profile.name)
        #expect(report.network.dtls?.chosenProfile?.source == .inferred)
        #expect(try report.stream(0x1111_1111, .sent).payloadBytes == 600 * 80)
    }
}
