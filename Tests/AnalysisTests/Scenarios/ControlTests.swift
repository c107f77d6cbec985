import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("RTCP of a call")
struct ControlTests {
    /// A plain call without ICE: RTP at even ports, RTCP at the odd ones above (RFC 3550 11).
    private let client = Endpoint("192.168.1.10", 40_000)
    private let server = Endpoint("203.0.113.5", 30_000)

    private var media: Route { Route(client, server) }
    private var control: Route {
        Route(Endpoint("192.168.1.10", 40_001), Endpoint("203.0.113.5", 30_001))
    }

    private func stream(_ ssrc: UInt32, from start: Double) -> StreamScript {
        var stream = StreamScript(ssrc, count: 1000, from: start)
        stream.payloadType = 0
        stream.clockRate = 8000
        stream.payloadLength = 160
        stream.tagLength = 0
        return stream
    }

    private func ntp(_ seconds: Double) -> UInt64 { UInt64((seconds + 1000) * 4_294_967_296) }

    /// Both sides' streams of 20 s and, every 5 s, the client's SR and the server's RR about it 1 s later: they take 10 ms
    /// to the server and back, and the server loses one packet of 100 behind the tap.
    private func script(over control: Route, sent: StreamScript, blocks: Bool = true) -> CallScript {
        var script = CallScript()
        script.play(sent, over: media)
        script.play(stream(2, from: 0.5), over: media.reversed)
        for round in 1...3 {
            let time = Double(round) * 5
            // Packet i is sent at 0.5 + 0.02 i.
            let count = UInt32((time - 0.5) / 0.02) + 1
            var report: [UInt8] = []
            RTCPSenderReport(
                ssrc: 1, ntpTime: ntp(time), rtpTimestamp: UInt32(time * 8000), packetCount: count,
                octetCount: count * 160
            ).serialize(into: &report)
            RTCPSourceDescription.serialize([(1, [(.cname, Array("me@here".utf8))])], into: &report)
            script.send(report, over: control, at: time)
            guard blocks else { continue }
            let received = count + 49
            var answer: [UInt8] = []
            RTCPReceiverReport(ssrc: 2).serialize(
                into: &answer,
                blocks: [
                    RTCPReportBlock(
                        ssrc: 1, fractionLost: 64,
                        cumulativeLost: Int32(received / 100 + UInt32(sent.lost.count { $0 < received })),
                        extendedHighestSequence: 1000 + received - 1, jitter: 16,
                        lastSenderReport: UInt32(truncatingIfNeeded: ntp(time) >> 16),
                        delaySinceLastSenderReport: 65_536)
                ])
            script.send(answer, over: control.reversed, at: time + 1.01)
        }
        return script
    }

    private var options: AnalysisOptions {
        var options = AnalysisOptions()
        options.clientNetworks = [IPNetwork("192.168.0.0/16")].compactMap(\.self)
        return options
    }

    @Test(
        "What the far end lost behind the tap: its own count less the tap's, of the same packets",
        arguments: [true, false])
    func lostDownstream(isMultiplexed: Bool) throws {
        var sent = stream(1, from: 0.5)
        // 5 before the first report, 7 between the reports, all upstream of the tap.
        sent.lost = [10, 11, 12, 13, 14, 400, 401, 402, 600, 601, 650, 700]
        let script = script(over: isMultiplexed ? media : control, sent: sent)
        let report = try analyzeOne(script, options: options)
        let rtcp = try #require(report.network.rtcp)
        #expect(rtcp.readable == 6)
        #expect(rtcp.protected == 0)
        let view = try #require(rtcp.receivers.first)
        #expect(rtcp.receivers.count == 1)
        #expect(view.direction == .sent)
        #expect(view.reporter == SynchronizationSource(rawValue: 2))
        #expect(view.source == SynchronizationSource(rawValue: 1))
        #expect(view.count == 3)
        // 16 ticks of 8000 Hz.
        #expect(view.jitter?.lastMilliseconds == 2)
        #expect(view.maximumFractionLostPercent == 25)
        #expect(view.span?.expected == 500)
        #expect(view.span?.tapLost == 7)
        #expect(view.span?.lost == 12)
        #expect(view.span?.lostDownstream == 5)
        #expect(view.reports.map(\.tapLost) == [5, 8, 12])
        let sender = try #require(rtcp.senders.first)
        #expect(sender.direction == .sent)
        #expect(sender.span?.packets == 500)
        #expect(sender.span?.tapExpected == 500)
        #expect(sender.span?.tapReceived == 493)
        #expect(sender.span?.lostUpstream == 7)
        #expect(sender.span?.octets == 500 * 160)
        #expect(sender.span?.tapPayloadBytes == 493 * 160)
        #expect(abs((sender.clockRateHertz ?? 0) - 8000) < 0.01)
        #expect(rtcp.participants.first?.canonicalName == "me@here")
    }

    @Test("The half to the far end by LSR and DLSR")
    func roundTrip() throws {
        let report = try analyzeOne(script(over: control, sent: stream(1, from: 0.5)), options: options)
        let half = try #require(report.network.rtt?.halves.first { $0.source == .rtcp })
        #expect(half.between == .tapToFarEnd)
        #expect(half.statistics.samples == 3)
        #expect(abs(half.statistics.medianMilliseconds - 10) < 0.02)
        // The client's half was never measured: its receiver says nothing.
        #expect(report.network.rtt?.path == nil)
    }

    @Test("Both halves add up to the path's round trip, where nothing better measures it")
    func path() throws {
        var script = script(over: control, sent: stream(1, from: 0.5))
        for round in 1...3 {
            let time = Double(round) * 5 + 2
            var report: [UInt8] = []
            RTCPSenderReport(
                ssrc: 2, ntpTime: ntp(time), rtpTimestamp: 0, packetCount: UInt32(round), octetCount: 0
            ).serialize(into: &report)
            script.send(report, over: control.reversed, at: time)
            var answer: [UInt8] = []
            RTCPReceiverReport(ssrc: 1).serialize(
                into: &answer,
                blocks: [
                    RTCPReportBlock(
                        ssrc: 2, lastSenderReport: UInt32(truncatingIfNeeded: ntp(time) >> 16),
                        delaySinceLastSenderReport: 32_768)
                ])
            script.send(answer, over: control, at: time + 0.53)
        }
        let report = try analyzeOne(script, options: options)
        let median = try #require(report.network.rtt?.path?.medianMilliseconds)
        #expect(abs(median - 40) < 0.05)
        #expect(report.network.rtt?.samples?.source == .rtcp)
        #expect(report.network.quality.mos?.receivedEModel != nil)
    }

    @Test("One report alone, or of a stream that the tap does not see, is shown and not compared")
    func notComparable() throws {
        var script = CallScript()
        script.play(stream(1, from: 0.5), over: media)
        script.control(1, over: control, at: 5, packets: 226)
        script.control(99, over: control, at: 6, packets: 1)
        script.control(99, over: control, at: 7, packets: 2)
        let senders = try #require(analyzeOne(script, options: options).network.rtcp?.senders)
        #expect(senders.map(\.packets) == [226, 2])
        #expect(senders.allSatisfy { $0.span == nil && $0.notComparable != nil })
    }

    @Test("A source says goodbye")
    func goodbye() throws {
        var script = CallScript()
        script.play(stream(1, from: 0.5), over: media)
        script.control(1, over: media, at: 20.6, packets: 1000, isLeaving: true)
        let rtcp = try #require(analyzeOne(script, options: options).network.rtcp)
        #expect(rtcp.participants.first?.goodbye?.time == UnixTime(nanoseconds: CallScript.time(20.6).nanoseconds))
    }

    @Test("SRTCP: who sent it is known, what it says is not, and the report says why")
    func protected() throws {
        let call = DirectCall()
        var script = call.script
        for second in 1...10 { script.protectedControl(0x1111_1111, over: call.route, at: Double(second) + 0.005) }
        let report = try analyzeOne(script)
        let rtcp = try #require(report.network.rtcp)
        #expect(rtcp.readable == 0)
        #expect(rtcp.protected == 10)
        #expect(rtcp.participants.map(\.packets) == [10])
        #expect(rtcp.participants.first?.side == .client)
        #expect(rtcp.senders.isEmpty)
        #expect(rtcp.receivers.isEmpty)
        #expect(report.network.notObservable.contains { $0.field.contains("network.rtcp.senders") })
        #expect(report.network.rtt?.halves.contains { $0.source == .rtcp } == false)
    }
}
