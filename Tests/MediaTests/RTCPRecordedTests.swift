import Media
import Testing
import Wire

/// What SRTCP of a recorded call of Firefox and Chromium held once it was decrypted, as it passed a tap beside Chromium.
@Suite("RTCP of browsers")
struct RTCPRecordedTests {
    private struct Datagram {
        /// µs after the first.
        var microseconds: Int64
        var isFromChromium: Bool
        var text: String

        var bytes: [UInt8] {
            let digits = text.compactMap(\.hexDigitValue)
            return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        }
    }

    private let datagrams = [
        Datagram(
            microseconds: 0, isFromChromium: true,
            text: "81c90007962a79d1237cff110000000000007205000000e40000000000000000"),
        Datagram(
            microseconds: 83, isFromChromium: true,
            text: "80c80006962a79d1eeaec0fa41ba1b19e5f9b47b0000008e00004a3f"
                + "81ca0006962a79d1011033386f6f477541346b6b77656c6248790000"),
        Datagram(
            microseconds: 13_168, isFromChromium: false,
            text: "81c90007237cff11962a79d1000000000000178d00000008c0fa41ba0000030c"),
        Datagram(
            microseconds: 13_370, isFromChromium: false,
            text: "80c80006237cff11eeaec0fa4509070fb8425c05000000790000259481ca000c237cff11"
                + "01267b31633030643438302d366139352d343238302d393732352d3539626466643362313166367d00000000"),
        Datagram(
            microseconds: 3_186_952, isFromChromium: false,
            text: "81c90007237cff11962a79d1000000000000182f00000029c0fa41ba00032f9c"),
    ]

    @Test("Sender reports without blocks, names, jitter as getStats has it, and round trips below the client's own")
    func reports() throws {
        var tracker = RTCPTracker()
        for (index, datagram) in datagrams.enumerated() {
            let bytes = datagram.bytes
            tracker.observe(
                bytes.span, originalLength: bytes.count, isForward: datagram.isFromChromium,
                time: Timestamp(nanoseconds: datagram.microseconds * 1000), frame: UInt64(index + 1)
            ) { _, _, _ in nil }
        }
        let chromium = try #require(tracker.forward.first)
        #expect(chromium.sent.first?.value.packets == 142)
        #expect(chromium.sent.first?.value.octets == 19_007)
        #expect(chromium.canonicalName == Array("38ooGuA4kkwelbHy".utf8))
        let firefox = try #require(tracker.backward.first)
        #expect(firefox.canonicalName == Array("{1c00d480-6a95-4280-9725-59bdfd3b11f6}".utf8))
        let reports = try #require(firefox.receptions.first)
        // Chromium's getStats said 0.166 and 0.854 ms of 48 kHz.
        #expect(reports.series.entries.map(\.value.jitter) == [8, 41])
        // Its round trips were 1.724 and 1.495 ms: the tap sees all but its own half.
        let halves = tracker.roundTrips.toLower.entries + tracker.roundTrips.toUpper.entries
        #expect(halves.count == 2)
        for (half, client) in zip(halves, [1_724_000, 1_495_000] as [Int64]) {
            #expect((client - 700_000..<client).contains(half.value))
        }
        #expect(tracker.roundTrips.toLower.entries.isEmpty)
    }
}
