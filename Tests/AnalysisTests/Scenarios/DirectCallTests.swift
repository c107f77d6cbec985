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
        #expect(report.codes.isEmpty)
        #expect(report.network.capture.doubled == 0)
    }
}
