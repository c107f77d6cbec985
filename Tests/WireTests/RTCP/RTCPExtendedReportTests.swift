import Testing
import Wire

@Suite struct RTCPExtendedReportTests {
    private func blocks(in bytes: [UInt8]) throws -> [RTCPExtendedReportBlock] {
        let report = try RTCPExtendedReport(parsing: bytes.span)
        #expect(report.ssrc == 0x0a0b_0c0d)
        var blocks: [RTCPExtendedReportBlock] = []
        try report.forEachBlock(in: bytes.span) { blocks.append($0) }
        return blocks
    }

    private func packet(
        _ contents: [(type: RTCPExtendedReportType, typeSpecific: UInt8, contents: [UInt8])]
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        RTCPExtendedReport.serialize(ssrc: 0x0a0b_0c0d, blocks: contents, into: &bytes)
        return bytes
    }

    @Test("loss and duplicate run lengths: runs, bit vectors, the terminating null")
    func runLengths() throws {
        for type in [RTCPExtendedReportType.lossRunLengths, .duplicateRunLengths] {
            var contents: [UInt8] = []
            RTCPSequenceReport.serialize(
                ssrc: 1, beginSequence: 65_530, endSequence: 20,
                chunks: [
                    RTCPRunLengthChunk(rawValue: 0x4009), RTCPRunLengthChunk(rawValue: 0x0002),
                    RTCPRunLengthChunk(rawValue: 0xc001),
                ], into: &contents)
            let bytes = packet([(type, 0x03, contents)])
            let block = try #require(try blocks(in: bytes).first)
            let report = try RTCPSequenceReport(parsing: bytes.span, block)
            #expect(report.thinning == 3)
            #expect(report.beginSequence == 65_530)
            #expect(report.endSequence == 20)
            var values: [RTCPRunLengthChunk.Value] = []
            report.forEachChunk(in: bytes.span) { values.append($0.value) }
            #expect(values == [.run(received: true, count: 9), .run(received: false, count: 2), .bits(0x4001)])
        }
    }

    @Test func receiptTimes() throws {
        var contents: [UInt8] = [0, 0, 0, 1, 0, 5, 0, 7]
        contents.append(contentsOf: [0, 0, 1, 0, 0, 0, 2, 0])
        let bytes = packet([(.packetReceiptTimes, 0, contents)])
        let report = try RTCPSequenceReport(parsing: bytes.span, try #require(try blocks(in: bytes).first))
        var times: [UInt32] = []
        report.forEachReceiptTime(in: bytes.span) { times.append($0) }
        #expect(times == [256, 512])
    }

    @Test("reference time, its answers, and a block of an unknown type between them")
    func referenceTimeAndDelay() throws {
        let time = RTCPReceiverReferenceTime(ntpTime: 0x0102_0304_0506_0708)
        let delays = [
            RTCPReceiverDelay(ssrc: 1, lastReceiverReport: 0x0304_0506, delaySinceLastReceiverReport: 65_536),
            RTCPReceiverDelay(ssrc: 2, lastReceiverReport: 0, delaySinceLastReceiverReport: 0),
        ]
        var first: [UInt8] = []
        time.serialize(into: &first)
        var second: [UInt8] = []
        delays.forEach { $0.serialize(into: &second) }
        let unknown = RTCPExtendedReportType(rawValue: 200)
        let bytes = packet([
            (.receiverReferenceTime, 0, first), (unknown, 9, [1, 2, 3, 4]), (.delaySinceLastReceiverReport, 0, second),
        ])
        let parsed = try blocks(in: bytes)
        #expect(parsed.map(\.type) == [.receiverReferenceTime, unknown, .delaySinceLastReceiverReport])
        #expect(parsed[1].typeSpecific == 9)
        #expect(Array(bytes[parsed[1].contents]) == [1, 2, 3, 4])
        #expect(try RTCPReceiverReferenceTime(parsing: bytes.span, parsed[0]) == time)
        var answers: [RTCPReceiverDelay] = []
        try RTCPReceiverDelay.forEach(in: bytes.span, parsed[2]) { answers.append($0) }
        #expect(answers == delays)
        #expect(throws: WireError.self) { try RTCPReceiverReferenceTime(parsing: bytes.span, parsed[1]) }
    }

    @Test("statistics: what the flags leave out is nil, not zero")
    func statisticsSummary() throws {
        var contents: [UInt8] = [0, 0, 0, 1, 0, 10, 0, 20]
        for value: UInt32 in [3, 4, 5, 6, 7, 8] { contents.append(contentsOf: [0, 0, 0, UInt8(value)]) }
        contents.append(contentsOf: [60, 64, 62, 1])
        var bytes = packet([(.statisticsSummary, 0xe8, contents)])
        var parsed = try RTCPStatisticsSummary(parsing: bytes.span, try #require(try blocks(in: bytes).first))
        #expect(parsed.lostPackets == 3)
        #expect(parsed.duplicatePackets == 4)
        #expect(parsed.jitter == .init(min: 5, max: 6, mean: 7, deviation: 8))
        #expect(parsed.hops == .init(min: 60, max: 64, mean: 62, deviation: 1))
        #expect(!parsed.hopsAreIPv6)
        #expect(parsed.flags == 0xe8)
        var again: [UInt8] = []
        parsed.serialize(into: &again)
        #expect(again == contents)

        bytes = packet([(.statisticsSummary, 0, contents)])
        parsed = try RTCPStatisticsSummary(parsing: bytes.span, try #require(try blocks(in: bytes).first))
        #expect(parsed.lostPackets == nil)
        #expect(parsed.duplicatePackets == nil)
        #expect(parsed.jitter == nil)
        #expect(parsed.hops == nil)
    }

    @Test("VoIP metrics: 127 is unavailable")
    func voipMetrics() throws {
        var contents: [UInt8] = [0, 0, 0, 1]
        contents.append(contentsOf: [10, 20, 30, 40, 0, 50, 1, 0, 0, 70, 0, 80])
        contents.append(contentsOf: [0xec, 127, 127, 16, 93, 127, 41, 127, 0xb5, 0, 0, 60, 0, 120, 1, 44])
        let bytes = packet([(.voipMetrics, 0, contents)])
        let parsed = try RTCPVoIPMetrics(parsing: bytes.span, try #require(try blocks(in: bytes).first))
        #expect(parsed.lossRate == 10)
        #expect(parsed.discardRate == 20)
        #expect(parsed.burstDensity == 30)
        #expect(parsed.gapDensity == 40)
        #expect(parsed.burstDuration == 50)
        #expect(parsed.gapDuration == 256)
        #expect(parsed.roundTripDelay == 70)
        #expect(parsed.endSystemDelay == 80)
        #expect(parsed.signalLevel == -20)
        #expect(parsed.noiseLevel == nil)
        #expect(parsed.residualEchoReturnLoss == nil)
        #expect(parsed.minimumGap == 16)
        #expect(parsed.rFactor == 93)
        #expect(parsed.externalRFactor == nil)
        #expect(parsed.listeningMOS == 41)
        #expect(parsed.conversationalMOS == nil)
        #expect(parsed.jitterBufferNominal == 60)
        #expect(parsed.jitterBufferMaximum == 120)
        #expect(parsed.jitterBufferAbsoluteMaximum == 300)
        var again: [UInt8] = []
        parsed.serialize(into: &again)
        #expect(again == contents)
    }

    @Test("a block that goes beyond the packet: those before it are given")
    func lyingBlockLength() throws {
        var bytes = packet([
            (.receiverReferenceTime, 0, [UInt8](repeating: 1, count: 8)),
            (.receiverReferenceTime, 0, [UInt8](repeating: 2, count: 8)),
        ])
        bytes[8 + 12 + 3] = 3
        let report = try RTCPExtendedReport(parsing: bytes.span)
        var count = 0
        #expect(throws: WireError(.malformed, .rtcp, offset: 20, needed: 16, available: 12)) {
            try report.forEachBlock(in: bytes.span) { _ in count += 1 }
        }
        #expect(count == 1)
    }
}
