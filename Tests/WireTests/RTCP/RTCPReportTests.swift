import Testing
import Wire

@Suite struct RTCPReportTests {
    static let block = RTCPReportBlock(
        ssrc: 0x0102_0304, fractionLost: 64, cumulativeLost: -5, extendedHighestSequence: 0x0001_fffe, jitter: 77,
        lastSenderReport: 0xdead_beef, delaySinceLastSenderReport: 0x0001_8000)

    @Test("cumulative loss is signed: -5 is fffffb on the wire")
    func signedLoss() throws {
        var bytes: [UInt8] = []
        Self.block.serialize(into: &bytes)
        #expect(bytes.count == 24)
        #expect(bytes[5..<8] == [0xff, 0xff, 0xfb])
        #expect(try RTCPReportBlock(parsing: bytes.span) == Self.block)
        bytes.replaceSubrange(5..<8, with: [0x80, 0, 0])
        #expect(try RTCPReportBlock(parsing: bytes.span).cumulativeLost == -8_388_608)
        bytes.replaceSubrange(5..<8, with: [0x7f, 0xff, 0xff])
        #expect(try RTCPReportBlock(parsing: bytes.span).cumulativeLost == 8_388_607)
    }

    @Test func senderReport() throws {
        let report = RTCPSenderReport(
            ssrc: 7, ntpTime: 0x1111_2222_3333_4444, rtpTimestamp: 5, packetCount: 6, octetCount: 1000, reportCount: 2)
        var other = Self.block
        other.ssrc = 9
        var bytes: [UInt8] = []
        report.serialize(into: &bytes, blocks: [Self.block, other])
        #expect(bytes.count == 28 + 2 * 24)
        #expect(Array(bytes.prefix(4)) == [0x82, 200, 0, 18])
        let parsed = try RTCPSenderReport(parsing: bytes.span)
        #expect(parsed == report)
        #expect(parsed.middleNTPTime == 0x2222_3333)
        var blocks: [RTCPReportBlock] = []
        try parsed.forEachReportBlock(in: bytes.span) { blocks.append($0) }
        #expect(blocks == [Self.block, other])
    }

    @Test("a sender report without blocks, which some readers drop")
    func senderReportWithoutBlocks() throws {
        let report = RTCPSenderReport(ssrc: 7, ntpTime: 1, rtpTimestamp: 2, packetCount: 3, octetCount: 4)
        var bytes: [UInt8] = []
        report.serialize(into: &bytes)
        #expect(bytes.count == 28)
        #expect(try RTCPSenderReport(parsing: bytes.span) == report)
    }

    @Test func receiverReport() throws {
        var bytes: [UInt8] = []
        RTCPReceiverReport(ssrc: 3).serialize(into: &bytes, blocks: [Self.block])
        let parsed = try RTCPReceiverReport(parsing: bytes.span)
        #expect(parsed == RTCPReceiverReport(ssrc: 3, reportCount: 1))
        var blocks: [RTCPReportBlock] = []
        try parsed.forEachReportBlock(in: bytes.span) { blocks.append($0) }
        #expect(blocks == [Self.block])
        #expect(throws: WireError.self) { try RTCPSenderReport(parsing: bytes.span) }
    }

    @Test("more blocks claimed than there is room for")
    func lyingCount() {
        var bytes: [UInt8] = []
        RTCPReceiverReport(ssrc: 3).serialize(into: &bytes, blocks: [Self.block])
        bytes[0] = 0x82
        #expect(throws: WireError(.malformed, .rtcp, needed: 8 + 48, available: 32)) {
            try RTCPReceiverReport(parsing: bytes.span)
        }
    }

    @Test func sourceDescription() throws {
        var bytes: [UInt8] = []
        RTCPSourceDescription.serialize(
            [
                (1, [(.cname, Array("ab@c".utf8)), (.tool, Array("x".utf8))]),
                (2, []),
                (3, [(.mid, Array("0".utf8))]),
            ], into: &bytes)
        #expect(bytes.count % 4 == 0)
        var items: [String] = []
        try RTCPSourceDescription.forEachItem(in: bytes.span) {
            items.append("\($0.ssrc) \($0.type.rawValue) \(String(decoding: bytes[$0.text], as: UTF8.self))")
        }
        #expect(items == ["1 1 ab@c", "1 6 x", "3 15 0"])
    }

    @Test func goodbye() throws {
        var bytes: [UInt8] = []
        RTCPGoodbye.serialize(sources: [5, 6], reason: Array("done".utf8), into: &bytes)
        #expect(bytes.count == 4 + 8 + 8)
        let parsed = try RTCPGoodbye(parsing: bytes.span)
        var sources: [UInt32] = []
        parsed.forEachSource(in: bytes.span) { sources.append($0) }
        #expect(sources == [5, 6])
        #expect(parsed.reason.map { Array(bytes[$0]) } == Array("done".utf8))
        bytes = []
        RTCPGoodbye.serialize(sources: [5], into: &bytes)
        #expect(try RTCPGoodbye(parsing: bytes.span).reason == nil)
    }

    @Test func application() throws {
        var bytes: [UInt8] = []
        RTCPApplication.serialize(subtype: 3, ssrc: 8, name: 0x7465_7374, data: [1, 2, 3, 4], into: &bytes)
        let parsed = try RTCPApplication(parsing: bytes.span)
        #expect(parsed.subtype == 3)
        #expect(parsed.ssrc == 8)
        #expect(parsed.name == 0x7465_7374)
        #expect(Array(bytes[parsed.data]) == [1, 2, 3, 4])
    }
}
