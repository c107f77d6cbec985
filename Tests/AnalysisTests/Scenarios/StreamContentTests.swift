import Report
import TestSupport
import Testing
import Wire

/// In all of them the SRTP tag has 10 bytes (AES_CM_128_HMAC_SHA1_80).
@Suite("What streams carry")
struct StreamContentTests {
    private let ssrc: UInt32 = 0x2222_2222

    private func received(_ stream: ContentScript) throws -> (StreamReport, CallReport) {
        let report = try analyzeOne(DirectCall().script(received: [stream]))
        return (try report.stream(stream.ssrc, .received), report)
    }

    // MARK: Bytes

    @Test("Packets of padding alone are header bytes, without their tag; a lost packet before them changes nothing")
    func padding() throws {
        // Every tenth packet repeats the timestamp of the one before it; packets 19 and 99 are lost.
        let script = ContentScript.audio(ssrc, count: 200, from: 0.6) { index, packet in
            packet.length = 100
            packet.isLost = index == 19 || index == 99
            guard index > 0, index % 10 == 0 else { return }
            packet.timestamp -= 960
            packet.isPadded = true
            packet.length = 70
        }
        let (stream, report) = try received(script)
        #expect(stream.packets == 198)
        #expect(stream.headerBytes == 198 * 12 + 19 * 60)
        #expect(stream.payloadBytes == 179 * 90)
        #expect(stream.segments.last?.payloadBytes == 179 * 90)
        #expect(report.segments.last?.bytesReceived == 179 * 90)
        #expect(report.network.timeline.counters.last?.payloadBytes?.last == 179 * 90)
        #expect(!report.network.notObservable.contains { $0.field.hasPrefix("network.streams.payload_bytes") })
    }

    @Test("Padding inside media packets is encrypted: counted as payload, and said")
    func paddedMedia() throws {
        let script = ContentScript.audio(ssrc, count: 100, from: 0.6) { index, packet in
            packet.length = 100
            packet.isPadded = index % 4 == 3
        }
        let (stream, report) = try received(script)
        #expect(stream.payloadBytes == 100 * 90 && stream.headerBytes == 1200)
        let reason = report.network.notObservable.first { $0.field == "network.streams.payload_bytes (0x22222222)" }
        #expect(reason?.reason.hasPrefix("25 packets with the P bit") == true)
    }

    // MARK: Retransmissions

    private func video(_ ssrc: UInt32, type: UInt8 = 96, from start: Double = 0.6) -> ContentScript {
        var script = ContentScript(ssrc)
        for index in 0..<300 {
            script.packets.append(
                ContentScript.Packet(
                    time: start + Double(index / 2) / 15, timestamp: 5_000_000 + UInt32(index / 2) * 6000,
                    payloadType: type, isMarked: index % 2 == 1, length: 800 + index % 90))
        }
        return script
    }

    /// Repeats each packet of `numbers` 120 ms later, behind one of padding.
    private func retransmissions(of video: ContentScript, _ numbers: [Int], _ ssrc: UInt32) -> ContentScript {
        var script = ContentScript(ssrc)
        script.packets.append(
            ContentScript.Packet(time: 0.59, timestamp: 0, payloadType: 97, isPadded: true, length: 265))
        for number in numbers {
            var packet = video.packets[number]
            packet.time += 0.12
            packet.payloadType = 97
            packet.length += 2
            script.packets.append(packet)
        }
        return script
    }

    @Test("A stream whose timestamps are those of another retransmits it")
    func retransmission() throws {
        let numbers = [3, 40, 41, 90, 200, 201, 202]
        let (video, other) = (video(0x44), video(0x55, type: 98, from: 0.61))
        let rtx = retransmissions(of: video, numbers, 0x66)
        var shifted = other
        for index in shifted.packets.indices { shifted.packets[index].timestamp += 77_000_000 }
        let call = DirectCall()
        let audio = ContentScript.audio(0x11, count: 500, from: 0.55)
        let report = try analyzeOne(call.script(sent: [audio, video, shifted, rtx], received: []))
        let stream = try report.stream(0x66, .sent)
        #expect(stream.kind == .retransmission && stream.retransmits == SynchronizationSource(rawValue: 0x44))
        #expect(stream.payloadTypes.map(\.codec) == ["rtx"] && stream.payloadTypes.map(\.clockRateHertz) == [90_000])
        #expect(stream.payloadTypes.map(\.clockRateSource) == [.inferred] && stream.jitter != nil)
        // The padding: 255 bytes, as header bytes.
        #expect(stream.headerBytes == 8 * 12 + 255)
        #expect(stream.payloadBytes == numbers.reduce(0) { $0 + 792 + $1 % 90 })
        #expect(try report.stream(0x44, .sent).kind == .video && report.stream(0x55, .sent).retransmits == nil)
        #expect(report.segments.last?.packetsSent == 500)
    }

    @Test("Another stream is none: other timestamps, or the same payload type, or more packets")
    func noRetransmission() throws {
        let video = video(0x44)
        func kind(_ change: (inout ContentScript) -> Void) throws -> ReportedMediaKind? {
            var other = retransmissions(of: video, Array(10..<60), 0x66)
            other.packets.removeFirst()
            change(&other)
            let report = try analyzeOne(DirectCall().script(received: [video, other]))
            return try report.stream(0x66, .received).kind
        }
        #expect(try kind { _ in } == .retransmission)
        #expect(
            try kind { stream in
                for index in stream.packets.indices { stream.packets[index].timestamp += 90_000 * 4 }
            } != .retransmission)
        #expect(
            try kind { stream in
                for index in stream.packets.indices { stream.packets[index].payloadType = 96 }
            } != .retransmission)
        var early = video
        early.packets.removeLast(280)
        let report = try analyzeOne(
            DirectCall().script(received: [early, retransmissions(of: video, Array(0..<60), 0x66)]))
        #expect(try report.stream(0x66, .received).kind != .retransmission)
    }

    @Test("A retransmission of one of two streams with the same timestamps is somebody's, whose is not known")
    func ambiguous() throws {
        let rtx = retransmissions(of: video(0x44), [5, 6, 7, 8], 0x66)
        let report = try analyzeOne(DirectCall().script(received: [video(0x44), video(0x55, type: 98), rtx]))
        let stream = try report.stream(0x66, .received)
        #expect(stream.kind == .retransmission && stream.retransmits == nil)
        #expect(report.network.notObservable.contains { $0.field == "network.streams.rtx_of (0x00000066)" })
    }

    // MARK: Levels

    /// Level 20 (0.1) in even packets, 40 (0.01) in odd ones, and the media id in the first `withID`.
    private func talking(withID: Int = 0) -> ContentScript {
        ContentScript.audio(ssrc, count: 400, from: 0.6) { index, packet in
            let level: UInt8 = index % 2 == 0 ? 20 : 40
            packet.elements = (index < withID ? [(4, 48)] : []) + [(1, 0x80 | level)]
        }
    }

    @Test("The level is the element that varies", arguments: [0, 100, 400])
    func level(withID: Int) throws {
        let (stream, report) = try received(talking(withID: withID))
        #expect(stream.audioLevel?.extensionID == 1 && stream.audioLevel?.maximum == 0.1)
        #expect(abs((stream.audioLevel?.mean ?? 0) - 0.055) < 1e-9 && stream.audioLevel?.silencePercent == 0)
        // 0.6 s + 0.02 i < 5 for i < 220: as many even ones as odd.
        #expect(report.segments.map { $0.audioLevel.map { ($0 * 1e6).rounded() } } == [55000, 55000, nil])
        #expect(stream.segments.map { $0.audioLevel.map { ($0 * 1e6).rounded() } } == [55000, 55000, nil])
        #expect(stream.activity?.state == .sound)
        #expect(!report.network.notObservable.contains { $0.field == "segments.audioLevel" })
    }

    @Test("A constant element is the level if it can be no media id: 127 with or without the voice flag, not '0'")
    func constantLevel() throws {
        for (value, known) in [(0xff, true), (0x7f, true), (0x17, true), (48, false), (97, false)] as [(UInt8, Bool)] {
            let (stream, report) = try received(
                ContentScript.audio(ssrc, count: 200, from: 0.6) { _, packet in packet.elements = [(3, value)] })
            #expect((stream.audioLevel?.extensionID == 3) == known, "\(value)")
            #expect(report.network.notObservable.contains { $0.field == "segments.audioLevel" } != known)
        }
    }

    @Test("Muted: packets at the full rate, level 127, digital silence")
    func muted() throws {
        let (stream, report) = try received(
            ContentScript.audio(ssrc, count: 400, from: 0.6) { index, packet in
                packet.elements = [(1, 0x80 | (index < 100 ? UInt8(10 + index % 30) : 127))]
                if index >= 100 { packet.length = 13 }
            })
        #expect(stream.activity?.state == .sound && stream.activity?.levelFloorPercent == 75)
        #expect(stream.activity?.silences.map(\.packets) == [300])
        // From packet 100 at 2.6 s to 399 at 8.58 s.
        #expect(stream.activity?.silenceSeconds.map { ($0 * 1000).rounded() } == 5980)
        let span = try #require(stream.activity?.silences.first)
        #expect(span.lastFrame == stream.lastFrame && span.firstFrame > stream.firstFrame ?? .max)
        #expect(report.segments.dropLast().last?.audioLevel == 0.0)
        let (silent, _) = try received(
            ContentScript.audio(ssrc, count: 400, from: 0.6) { _, packet in
                packet.elements = [(1, 0xff)]
                packet.length = 13
            })
        #expect(silent.activity?.state == .silence && silent.audioLevel?.mean == 0 && silent.lost == 0)
        #expect(TextRenderer.render(report).contains("in spans of 3 s and more"))
    }

    @Test("Without the extension the level is null, and why")
    func noLevel() throws {
        let (stream, report) = try received(ContentScript.audio(ssrc, count: 200, from: 0.6))
        #expect(stream.audioLevel == nil && report.segments.allSatisfy { $0.audioLevel == nil })
        let reason = report.network.notObservable.first { $0.field == "segments.audioLevel" }?.reason
        #expect(reason == "the packets carry no audio level extension (RFC 6464)")
        #expect(stream.activity?.state == .sound)
        let oneWay = try analyzeOne(DirectCall().script(received: []))
        #expect(
            oneWay.network.notObservable.first { $0.field == "segments.audioLevel" }?.reason
                == "no audio towards the client in this capture")
    }

    // MARK: Silence without levels

    @Test("Frames of a few bytes at the full rate are silence; constant sizes alone are not")
    func smallFrames() throws {
        for (length, state) in [(13, ReportedActivity.silence), (90, .unknown)] {
            let (stream, _) = try received(
                ContentScript.audio(ssrc, count: 300, from: 0.6) { _, packet in packet.length = length })
            #expect(stream.activity?.state == state && stream.activity?.sameSizePercent == 100)
            #expect(stream.activity?.silences.count == (state == .silence ? 1 : 0))
        }
    }

    @Test("G.711 alone tells nothing; with the same clear bytes throughout it is silence")
    func constantRate() throws {
        for (filling, state) in [(nil, ReportedActivity.unknown), (0xd5, .silence)] as [(UInt8?, ReportedActivity)] {
            let stream = ContentScript.audio(ssrc, count: 300, from: 0.6, rate: 8000) { _, packet in
                packet.payloadType = 8
                packet.length = 160
                packet.filling = filling
            }
            let report = try analyzeOne(DirectCall().script(received: [stream]))
            #expect(try report.stream(ssrc, .received).activity?.state == state)
        }
    }

    @Test("Discontinuous transmission: two packets every 420 ms")
    func discontinuous() throws {
        var script = ContentScript(ssrc)
        for index in 0..<60 {
            let time = Double(index / 2) * 0.42 + Double(index % 2) * 0.02
            script.packets.append(
                ContentScript.Packet(
                    time: 0.6 + time, timestamp: 900_000 + UInt32((time * 48_000).rounded()), length: 14 + index % 5))
        }
        let (stream, _) = try received(script)
        #expect(stream.activity?.state == .discontinuous && stream.lost == 0)
        // 29 pauses of 0.4 s in 12.2 s.
        let share = 29 * 0.4 / 12.2 * 100
        #expect(abs((stream.activity?.discontinuousPercent ?? 0) - share) < 0.01)
        #expect(stream.activity?.silences.count == 1)
    }

    @Test("Comfort noise that never ends, and comfort noise in a conversation")
    func comfortNoise() throws {
        func stream(_ isNoise: (Int) -> Bool) throws -> StreamReport {
            try received(
                ContentScript.audio(ssrc, count: 300, from: 0.6, rate: 8000) { index, packet in
                    packet.payloadType = isNoise(index) ? 13 : 0
                    packet.length = isNoise(index) ? 11 : 170
                }
            ).0
        }
        let noise = try stream { $0 > 5 }
        #expect(noise.activity?.state == .comfortNoise && noise.activity?.comfortNoisePackets == 294)
        #expect(noise.payloadTypes.map(\.codec) == ["CN", "PCMU"] && noise.jitter?.maximumMilliseconds == 0)
        let talk = try stream { $0 % 30 == 0 }
        #expect(talk.activity?.state == .sound && talk.activity?.comfortNoisePackets == 10)
    }

    // MARK: Payload types

    @Test("Telephone events beside speech, and alone")
    func telephoneEvents() throws {
        let (stream, _) = try received(
            ContentScript.audio(ssrc, count: 300, from: 0.6) { index, packet in
                guard (100..<112).contains(index) else { return }
                packet.payloadType = 126
                packet.timestamp = 900_000 + 100 * 960
                packet.isMarked = index == 100
                packet.length = 14
            })
        #expect(stream.payloadTypes.map(\.codec) == [nil, "telephone-event"] && stream.kind == .audio)
        #expect(stream.payloadTypes.map(\.clockRateHertz) == [48_000, 48_000])
        let (events, _) = try received(
            ContentScript.audio(ssrc, count: 9, from: 0.6) { index, packet in
                packet.payloadType = 101
                packet.timestamp = 900_000
                packet.isMarked = index == 0
                packet.length = 14
            })
        #expect(events.payloadTypes.map(\.codec) == ["telephone-event"] && events.kind == .audio)
    }

    @Test("A change to a static type changes the clock; one to an unknown clock leaves the jitter unknown")
    func codecChange() throws {
        func stream(from first: (type: UInt8, rate: UInt32), to second: (type: UInt8, rate: UInt32)) throws
            -> (StreamReport, CallReport)
        {
            var timestamp: UInt32 = 900_000
            return try received(
                ContentScript.audio(ssrc, count: 500, from: 0.6) { index, packet in
                    let (type, rate) = index < 250 ? first : second
                    timestamp += rate / 50
                    packet.timestamp = timestamp
                    packet.payloadType = type
                })
        }
        let (known, _) = try stream(from: (111, 48_000), to: (8, 8000))
        #expect((known.jitter?.maximumMilliseconds ?? 1) < 0.001)
        #expect(known.payloadTypes.map(\.clockRateHertz) == [8000, 48_000])
        #expect(known.payloadTypes.map(\.clockRateSource) == [.staticPayloadType, .inferred])
        let (unknown, report) = try stream(from: (8, 8000), to: (111, 48_000))
        #expect(unknown.jitter == nil && unknown.segments.allSatisfy { $0.jitterMilliseconds == nil })
        #expect(unknown.payloadTypes.map(\.clockRateHertz) == [8000, 48_000])
        #expect(
            report.network.notObservable.contains {
                $0.reason.hasPrefix("the clock rate changes with the payload type")
            })
    }
}
