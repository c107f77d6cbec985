import Report
import Testing

/// What the streams of the recorded calls carry.
@Suite("Contents of recorded calls")
struct RecordedContentTests {
    private func streams(_ name: String) throws -> [StreamReport] {
        try RecordedCapture(name: name).reports().flatMap(\.network.streams)
    }

    @Test("The clock rate of every stream of every capture is known, and right", arguments: try RecordedCapture.all())
    func clockRates(capture: RecordedCapture) throws {
        for stream in try streams(capture.name) {
            for type in stream.payloadTypes {
                // G.711 is static, Opus has 48000 under whatever number, video and its retransmissions 90000.
                let isG711 = type.payloadType == 0 || type.payloadType == 8
                let isAudio = isG711 || type.payloadType == 111 || type.payloadType == 109
                #expect(type.clockRateHertz == (isG711 ? 8000 : isAudio ? 48_000 : 90_000), "\(stream.ssrc)")
                #expect(type.clockRateSource == (isG711 ? .staticPayloadType : .inferred))
                #expect((stream.kind == .audio) == isAudio)
            }
            #expect(stream.jitter != nil, "\(stream.ssrc)")
        }
    }

    @Test("Each video stream has its retransmissions; what was resent, and padding, as the client's getStats had it")
    func retransmissions() throws {
        let streams = try streams("audio-video.tapA.pcap.zst")
        let rtx = streams.filter { $0.kind == .retransmission }
        #expect(rtx.map(\.ssrc.description) == ["0xb002aa74", "0x58f95728"])
        #expect(rtx.map { $0.retransmits?.description } == ["0xa8113cc5", "0x1c2b5444"])
        // retransmittedBytesSent and -Received: 7 packets of 788 bytes, 3 of 1028.
        #expect(rtx.map(\.payloadBytes) == [7 * 788, 3 * 1028])
        // Headers of 48 bytes with all extensions, of 24 on padding, and 255 bytes of that.
        #expect(rtx.map(\.headerBytes) == [7 * 48 + 6 * (28 + 255), 3 * 48 + 15 * (28 + 255)])
        #expect(rtx.flatMap(\.payloadTypes).allSatisfy { $0.codec == "rtx" })
        #expect(streams.filter { $0.kind == .video }.map(\.retransmits) == [nil, nil])
        let others = try RecordedCapture.all().filter { $0.name != "audio-video.tapA.pcap.zst" }
        for capture in others {
            #expect(try self.streams(capture.name).allSatisfy { $0.kind == .audio && $0.retransmits == nil })
        }
    }

    @Test("Padding behind a lost packet is padding: bytes of the burst-loss call as the receiver counted them")
    func paddingBehindLoss() throws {
        let stream = try #require(
            try streams("g711-burst-loss.tapB.pcapng.gz").first { $0.ssrc.description == "0xe6c71e6e" })
        // 1254 packets of media, 160 bytes each; 1201 of padding.
        #expect(stream.packets == 2455 && stream.payloadBytes == 1254 * 160)
        #expect(stream.headerBytes == stream.udpPayloadBytes.map { $0 - 2455 * 10 - 1254 * 160 })
    }

    @Test(
        "Levels are found in every call that has them, and speech is not called silence",
        arguments: try RecordedCapture.all())
    func levels(capture: RecordedCapture) throws {
        let hasLevels = !capture.name.hasPrefix("back-to-back-gateway")
        for stream in try streams(capture.name) where stream.kind == .audio {
            #expect(stream.audioLevel?.extensionID == (hasLevels ? 1 : nil), "\(stream.ssrc)")
            #expect(stream.activity?.state == (hasLevels ? .sound : .unknown), "\(stream.ssrc)")
        }
    }

    @Test("The documented level is that of the audio that comes in")
    func documentedLevel() throws {
        let both = try #require(try RecordedCapture(name: "direct.tapA.pcap").reports().first)
        #expect(both.segments.allSatisfy { ($0.audioLevel ?? 0) > 0.001 })
        let oneWay = try #require(try RecordedCapture(name: "one-way.tapA.pcap").reports().first)
        #expect(oneWay.segments.allSatisfy { $0.audioLevel == nil })
    }
}
