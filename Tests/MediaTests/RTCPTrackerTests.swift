import Media
import Testing
import Wire

@Suite("RTCP of a path")
struct RTCPTrackerTests {
    private func time(_ seconds: Double) -> Timestamp { Timestamp(nanoseconds: Int64((seconds * 1e9).rounded())) }

    /// An NTP time of so many seconds.
    private func ntp(_ seconds: Double) -> UInt64 { UInt64(seconds * 4_294_967_296) }

    private struct Datagram {
        var bytes: [UInt8]
        var isForward: Bool
        var seconds: Double
        var frame: UInt64
    }

    private func observe(_ datagrams: [Datagram], into tracker: inout RTCPTracker) {
        for datagram in datagrams {
            tracker.observe(
                datagram.bytes.span, originalLength: datagram.bytes.count, isForward: datagram.isForward,
                time: time(datagram.seconds), frame: datagram.frame
            ) { ssrc, _, number in
                StreamState(
                    number: Int64(number ?? 0), expected: Int64(ssrc.rawValue), unique: 5, restarts: 0,
                    payloadBytes: 1, jitterMilliseconds: 0.5)
            }
        }
    }

    private func senderReport(
        _ ssrc: UInt32, at seconds: Double, packets: UInt32, blocks: [RTCPReportBlock] = []
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        RTCPSenderReport(
            ssrc: ssrc, ntpTime: ntp(seconds), rtpTimestamp: UInt32(seconds * 8000), packetCount: packets,
            octetCount: packets * 160
        ).serialize(into: &bytes, blocks: blocks)
        return bytes
    }

    private func receiverReport(_ ssrc: UInt32, _ block: RTCPReportBlock) -> [UInt8] {
        var bytes: [UInt8] = []
        RTCPReceiverReport(ssrc: ssrc).serialize(into: &bytes, blocks: [block])
        return bytes
    }

    /// Two ends that report every 5 s; the second answers 2 s after each SR, which takes 30 ms there and back.
    private var conversation: [Datagram] {
        (0..<12).flatMap { round -> [Datagram] in
            let begin = Double(round) * 5 + 1
            let middle = UInt32(truncatingIfNeeded: ntp(begin) >> 16)
            let block = RTCPReportBlock(
                ssrc: 1, fractionLost: UInt8(round), cumulativeLost: Int32(round) - 3,
                extendedHighestSequence: 65_536 + UInt32(round) * 250, jitter: UInt32(round) * 8,
                lastSenderReport: middle, delaySinceLastSenderReport: 2 * 65_536)
            let frame = UInt64(round) * 2 + 1
            return [
                Datagram(
                    bytes: senderReport(1, at: begin, packets: UInt32(round) * 250), isForward: true, seconds: begin,
                    frame: frame),
                Datagram(bytes: receiverReport(2, block), isForward: false, seconds: begin + 2.03, frame: frame + 1),
            ]
        }
    }

    @Test("Sender reports without a report block count like those with one")
    func senderReports() throws {
        var tracker = RTCPTracker()
        observe(conversation, into: &tracker)
        let sender = try #require(tracker.forward.first)
        #expect(tracker.forward.count == 1)
        #expect(sender.ssrc == SSRC(rawValue: 1))
        #expect(sender.sent.count == 12)
        #expect(sender.receptions.isEmpty)
        #expect(sender.sent.first?.value.packets == 0)
        #expect(sender.sent.series.entries.last?.value.packets == 2750)
        #expect(sender.sent.series.entries.last?.value.tap?.expected == 1)
    }

    @Test("Report blocks: lost is signed, and each stands beside the tap's state at its sequence number")
    func receptions() throws {
        var tracker = RTCPTracker()
        observe(conversation, into: &tracker)
        let reports = try #require(tracker.backward.first?.receptions.first)
        #expect(reports.count == 12)
        #expect(reports.first?.value.cumulativeLost == -3)
        #expect(reports.series.entries.last?.value.cumulativeLost == 8)
        #expect(reports.maximumFractionLost == 11)
        #expect(reports.maximumJitter == 88)
        #expect(reports.series.entries.last?.value.tap?.number == 2750)
    }

    @Test("LSR and DLSR: the way to the answering side and back")
    func roundTrips() {
        var tracker = RTCPTracker()
        observe(conversation, into: &tracker)
        #expect(tracker.roundTrips.toLower.entries.isEmpty)
        #expect(tracker.roundTrips.toUpper.entries.count == 12)
        for entry in tracker.roundTrips.toUpper.entries { #expect(abs(entry.value - 30_000_000) < 20_000) }
    }

    @Test("A stamp that passed twice, an answer to none, and a delay longer than the time that passed measure nothing")
    func noRoundTrip() {
        let stamp = UInt32(truncatingIfNeeded: ntp(1) >> 16)
        func answer(_ lsr: UInt32, _ delay: Double) -> Datagram {
            Datagram(
                bytes: receiverReport(
                    2,
                    RTCPReportBlock(
                        ssrc: 1, lastSenderReport: lsr, delaySinceLastSenderReport: UInt32(delay * 65_536))),
                isForward: false, seconds: 2, frame: 3)
        }
        let sent = Datagram(bytes: senderReport(1, at: 1, packets: 1), isForward: true, seconds: 1, frame: 1)
        for datagrams in [
            [sent, sent, answer(stamp, 0.9)], [sent, answer(stamp + 1, 0.9)], [sent, answer(0, 0.9)],
            [sent, answer(stamp, 1.1)], [answer(stamp, 0)],
        ] {
            var tracker = RTCPTracker()
            observe(datagrams, into: &tracker)
            #expect(tracker.roundTrips.toUpper.entries.isEmpty)
        }
    }

    @Test("XR: a receiver's reference time that DLRR answers, and VoIP metrics")
    func extendedReports() throws {
        var reference: [UInt8] = []
        RTCPReceiverReferenceTime(ntpTime: ntp(7)).serialize(into: &reference)
        var delay: [UInt8] = []
        RTCPReceiverDelay(
            ssrc: 2, lastReceiverReport: UInt32(truncatingIfNeeded: ntp(7) >> 16),
            delaySinceLastReceiverReport: 65_536
        ).serialize(into: &delay)
        var asking: [UInt8] = []
        RTCPExtendedReport.serialize(
            ssrc: 2,
            blocks: [(.receiverReferenceTime, 0, reference), (.voipMetrics, 0, metrics)], into: &asking)
        var answering: [UInt8] = []
        RTCPExtendedReport.serialize(
            ssrc: 1, blocks: [(.delaySinceLastReceiverReport, 0, delay)], into: &answering)
        var tracker = RTCPTracker()
        observe(
            [
                Datagram(bytes: asking, isForward: false, seconds: 7, frame: 1),
                Datagram(bytes: answering, isForward: true, seconds: 8.05, frame: 2),
            ], into: &tracker)
        #expect(tracker.roundTrips.toLower.entries.map(\.value) == [50_000_000])
        let last = try #require(tracker.backward.first?.metrics.first)
        #expect(last.count == 1)
        #expect(last.last.ssrc == 1)
        #expect(last.last.roundTripDelay == 52)
        #expect(last.last.rFactor == 80)
        #expect(last.last.externalRFactor == nil)
    }

    @Test("Names, goodbyes and feedback")
    func others() throws {
        var bytes = senderReport(1, at: 1, packets: 1)
        RTCPSourceDescription.serialize([(1, [(.cname, Array("a@b".utf8))])], into: &bytes)
        RTCPFeedback.serialize(
            .transportFeedback, format: .genericNACK, senderSSRC: 1, mediaSSRC: 2, control: [0, 1, 0, 0], into: &bytes)
        RTCPFeedback.serialize(
            .payloadFeedback, format: .applicationLayer, senderSSRC: 1, mediaSSRC: 0,
            control: Array("REMB".utf8) + [1, 0, 0, 9, 0, 0, 0, 2], into: &bytes)
        RTCPFeedback.serialize(
            .payloadFeedback, format: .pictureLoss, senderSSRC: 1, mediaSSRC: 2, control: [], into: &bytes)
        RTCPGoodbye.serialize(sources: [1], reason: Array("bye".utf8), into: &bytes)
        var tracker = RTCPTracker()
        observe([Datagram(bytes: bytes, isForward: true, seconds: 1, frame: 9)], into: &tracker)
        let participant = try #require(tracker.forward.first)
        #expect(participant.canonicalName == Array("a@b".utf8))
        #expect(participant.departure?.reason == Array("bye".utf8))
        #expect(participant.departure?.frame == 9)
        #expect(participant.feedback.genericNACK == 1)
        #expect(participant.feedback.receiverEstimatedBitrate == 1)
        #expect(participant.feedback.pictureLoss == 1)
        #expect(participant.feedback.total == 3)
    }

    @Test("Of SRTCP the first header alone is read")
    func protected() throws {
        var bytes: [UInt8] = []
        RTCPFeedback.serialize(
            .transportFeedback, format: .transportWideCongestionControl, senderSSRC: 7, mediaSSRC: 8,
            control: [1, 2, 3, 4], into: &bytes)
        bytes += [UInt8](repeating: 0xee, count: 24)
        var tracker = RTCPTracker()
        tracker.observeProtected(bytes.span, isForward: true, time: time(1), frame: 4)
        #expect(tracker.unreadable == 1)
        #expect(tracker.forward.first?.ssrc == SSRC(rawValue: 7))
        #expect(tracker.forward.first?.feedback.transportWide == 1)
        for count in 0..<bytes.count {
            tracker.observeProtected(bytes.span.extracting(0..<count), isForward: true, time: time(1), frame: 4)
        }
    }

    @Test("A capture in two pieces gives what it gives whole, wherever it is cut")
    func pieces() {
        let datagrams = conversation
        var whole = RTCPTracker()
        observe(datagrams, into: &whole)
        for cut in 0...datagrams.count {
            var earlier = RTCPTracker()
            observe(Array(datagrams[..<cut]), into: &earlier)
            var later = RTCPTracker()
            observe(Array(datagrams[cut...]), into: &later)
            earlier.append(later)
            #expect(earlier == whole, "cut at \(cut)")
        }
    }

    @Test("Long calls and many participants are bounded")
    func bounds() throws {
        var tracker = RTCPTracker()
        for index in 0..<1000 {
            let block = RTCPReportBlock(ssrc: UInt32(index % 40), cumulativeLost: Int32(index))
            observe(
                [
                    Datagram(
                        bytes: receiverReport(UInt32(index % 50), block), isForward: true, seconds: Double(index) * 5,
                        frame: UInt64(index))
                ], into: &tracker)
        }
        #expect(tracker.forward.count == RTCPTracker.capacity)
        #expect(tracker.overflow > 0)
        var single = RTCPTracker()
        for index in 0..<1000 {
            let block = RTCPReportBlock(ssrc: 1, cumulativeLost: Int32(index))
            observe(
                [
                    Datagram(
                        bytes: receiverReport(2, block), isForward: true, seconds: Double(index) * 5,
                        frame: UInt64(index))
                ], into: &single)
        }
        let reports = try #require(single.forward.first?.receptions.first)
        #expect(reports.count == 1000)
        #expect((32...128).contains(reports.series.entries.count))
        #expect(reports.series.entries.last?.value.cumulativeLost == 999)
    }

    @Test("Every prefix and every changed byte of a compound is survived")
    func hostile() {
        var bytes = senderReport(1, at: 1, packets: 1, blocks: [RTCPReportBlock(ssrc: 2, lastSenderReport: 9)])
        RTCPExtendedReport.serialize(ssrc: 2, blocks: [(.voipMetrics, 0, metrics)], into: &bytes)
        RTCPSourceDescription.serialize([(1, [(.cname, Array("a@b".utf8))])], into: &bytes)
        RTCPGoodbye.serialize(sources: [1], reason: Array("bye".utf8), into: &bytes)
        var tracker = RTCPTracker()
        for count in 0..<bytes.count {
            observe(
                [Datagram(bytes: Array(bytes[..<count]), isForward: true, seconds: 1, frame: 1)], into: &tracker)
        }
        for index in bytes.indices {
            for value in [0, 0x7f, 0xff, bytes[index] ^ 1] as [UInt8] {
                var changed = bytes
                changed[index] = value
                observe([Datagram(bytes: changed, isForward: false, seconds: 1, frame: 1)], into: &tracker)
            }
        }
        #expect(tracker.readable == bytes.count * 5)
    }

    /// A receiver's metrics of source 1.
    private let metrics: [UInt8] = [
        0, 0, 0, 1, 16, 4, 51, 2, 0, 120, 15, 160, 0, 52, 0, 60, 236, 196, 127, 16, 80, 127, 39, 38, 0x35, 0, 0, 60, 0,
        120, 0, 200,
    ]
}
