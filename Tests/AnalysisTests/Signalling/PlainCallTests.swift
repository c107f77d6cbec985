import Analysis
import Report
import TestSupport
import Testing
import Wire

/// RTP without ICE, set up by SIP: a trunk's leg.
struct TrunkCall {
    var sip = SIPScript()
    /// Where the two take RTP.
    var caller = Endpoint("192.0.2.10", 4000)
    var callee = Endpoint("198.51.100.30", 6000)
    var sent = StreamScript(0x1111_1111, count: 250, from: 1)
    var received = StreamScript(0x2222_2222, count: 250, from: 1.01)
    var codecs = "RTP/AVP 8 101\na=rtpmap:8 PCMA/8000\na=rtpmap:101 telephone-event/8000"

    init() {
        for stream in [\TrunkCall.sent, \.received] {
            self[keyPath: stream].payloadType = 8
            self[keyPath: stream].clockRate = 8000
            self[keyPath: stream].payloadLength = 160
            self[keyPath: stream].tagLength = 0
        }
    }

    func description(of endpoint: Endpoint, _ more: String = "") -> String {
        let media = codecs.split(separator: "\n", maxSplits: 1)
        return "v=0\no=- 1 1 IN IP4 \(endpoint.address)\ns=-\nc=IN IP4 \(endpoint.address)\nt=0 0\n"
            + "m=audio \(endpoint.port) \(media[0])\n\(media.dropFirst().map { $0 + "\n" }.joined())\(more)"
    }

    /// INVITE at 0, answered at 0.2 s.
    var setup: CallScript {
        var script = CallScript()
        script.establish(sip, at: 0, offer: description(of: caller), answer: description(of: callee))
        return script
    }

    func playMedia(in script: inout CallScript) {
        script.play(sent, over: Route(caller, callee))
        script.play(received, over: Route(callee, caller))
    }
}

@Suite("Plain calls")
struct PlainCallTests {
    @Test("A trunk call is named and described by its signalling, and ends with BYE")
    func trunk() throws {
        var call = TrunkCall()
        call.sip.extraHeaders = "User-Agent: box 1\nX-Telnyx-Session-ID: s-1\nX-Telnyx-Leg-ID: l-1\n"
        var script = call.setup
        call.playMedia(in: &script)
        script.request("BYE", 2, of: call.sip, at: 6.5, fromCaller: false)
        script.respond("200 OK", "2 BYE", of: call.sip, at: 6.6, toCaller: false)
        let report = try analyzeOne(script)
        #expect(report.call.callID == "a84b4c76e66710@caller")
        #expect(report.call.telnyxSessionID == "s-1" && report.call.telnyxLegID == "l-1")
        let stream = try report.stream(0x1111_1111, .sent)
        #expect(stream.kind == .audio && stream.payloadTypes[0].codec == "PCMA")
        #expect(stream.payloadTypes[0].clockRateHertz == 8000)
        #expect(stream.payloadTypes[0].clockRateSource == .sessionDescription)
        #expect(stream.payloadBytes == 250 * 160 && stream.clientJumpThresholdSource == .sessionDescription)
        #expect(report.iceData.transport.srtpCipher == nil)
        let events = report.network.timeline.events.map(\.event)
        #expect(
            events.filter { $0.hasPrefix("sip_") }
                == ["sip_invite", "sip_ringing", "sip_answered", "sip_ack", "sip_bye"])
        let dialog = try #require(report.network.signalling?.dialogs.first)
        #expect(dialog.state == .ended && dialog.callerSide == .client && dialog.messages.count == 6)
        #expect(dialog.from == "sip:alice@example.org" && dialog.callerSoftware == "box 1")
        #expect(dialog.descriptions.map(\.role) == [.offer, .answer])
        #expect(dialog.descriptions.map(\.side) == [.client, .farEnd])
        #expect(dialog.descriptions[0].media[0].codecs == ["8 PCMA/8000", "101 telephone-event/8000"])
        #expect(dialog.descriptions[0].media[0].controlEndpoint?.port == 4001)
        #expect(report.network.perspective.evidence.contains { $0.contains("INVITE") })
    }

    @Test(
        "Asymmetric ports: each direction between addresses of its own is one call by SIP alone",
        arguments: [true, false])
    func asymmetric(isSignalled: Bool) throws {
        let call = TrunkCall()
        var script = isSignalled ? call.setup : CallScript()
        script.play(call.sent, over: Route(Endpoint("192.0.2.10", 4002), call.callee))
        script.play(call.received, over: Route(Endpoint("198.51.100.30", 6002), call.caller))
        let reports = try analyze(script)
        #expect(reports.count == (isSignalled ? 1 : 2))
        guard isSignalled else { return }
        #expect(reports[0].streams(.sent).count == 1 && reports[0].streams(.received).count == 1)
    }

    @Test("RTCP on the ports above those of RTP belongs to the call, and its BYE ends the streams")
    func control() throws {
        let call = TrunkCall()
        var script = CallScript()
        call.playMedia(in: &script)
        let route = Route(Endpoint("192.0.2.10", 4001), Endpoint("198.51.100.30", 6001))
        for second in 2...6 {
            script.control(0x1111_1111, over: route, at: Double(second), packets: 50)
            script.control(0x2222_2222, over: route.reversed, at: Double(second) + 0.1, packets: 50)
        }
        // The last report comes after the media.
        script.control(0x1111_1111, over: route, at: 7.5, isLeaving: true)
        script.control(0x2222_2222, over: route.reversed, at: 7.6, isLeaving: true)
        let report = try analyzeOne(script)
        #expect(report.call.durationSeconds.map { abs($0 - 6.6) < 0.001 } ?? false)
        #expect(report.streams(.sent).count == 1 && report.streams(.received).count == 1)
        #expect(report.network.perspective.local?.addresses == ["192.0.2.10"])
        #expect(!report.network.timeline.events.contains { $0.event == "path_change" })
    }

    @Test("A second call on the same ports after BYE is another call")
    func portsAgain() throws {
        var first = TrunkCall()
        var script = first.setup
        first.playMedia(in: &script)
        script.request("BYE", 2, of: first.sip, at: 6.1)
        first.sip.callID = "second"
        var second = CallScript()
        first.sent = first.sent.moved(0x3333_3333, to: 9)
        first.received = first.received.moved(0x4444_4444, to: 9.01)
        second.establish(
            first.sip, at: 8, offer: first.description(of: first.caller), answer: first.description(of: first.callee))
        first.playMedia(in: &second)
        script.append(second)
        let reports = try analyze(script)
        #expect(reports.map(\.call.callID) == ["a84b4c76e66710@caller", "second"])
        #expect(reports.map { $0.network.streams.count } == [2, 2])
    }

    @Test("A call that was refused or never answered is none, and REGISTER even less")
    func noMedia() throws {
        let call = TrunkCall()
        var script = CallScript()
        script.request("REGISTER", 1, of: call.sip, at: 0)
        script.request("INVITE", 1, of: call.sip, at: 1, isWithinDialog: false, body: call.description(of: call.caller))
        script.respond("486 Busy Here", "1 INVITE", of: call.sip, at: 2)
        script.request("ACK", 1, of: call.sip, at: 2.1)
        #expect(try analyze(script).isEmpty)
    }

    @Test("Hold and resume by re-INVITE are events; early media belong to the call")
    func hold() throws {
        let call = TrunkCall()
        var script = CallScript()
        // Media before the answer that describes them.
        script.request("INVITE", 1, of: call.sip, at: 0, isWithinDialog: false, body: call.description(of: call.caller))
        call.playMedia(in: &script)
        script.respond("200 OK", "1 INVITE", of: call.sip, at: 1.5, body: call.description(of: call.callee))
        script.request("INVITE", 2, of: call.sip, at: 3, body: call.description(of: call.caller, "a=sendonly\n"))
        script.request("INVITE", 3, of: call.sip, at: 4, body: call.description(of: call.caller))
        let report = try analyzeOne(script)
        #expect(report.call.callID == "a84b4c76e66710@caller")
        let renewals = report.network.timeline.events.filter { $0.event == "sip_reinvite" }
        #expect(renewals.map { $0.text.contains("on hold") } == [true, false])
        #expect(report.network.signalling?.dialogs[0].descriptions.count == 4)
    }

    @Test("Over TCP, however it is cut into segments", arguments: [1, 2, 7])
    func tcp(pieces: Int) throws {
        var call = TrunkCall()
        call.sip.transport = .tcp
        var script = call.setup
        script.segmentation = .segmentsInMessage(pieces)
        call.playMedia(in: &script)
        let report = try analyzeOne(script)
        #expect(report.call.callID == "a84b4c76e66710@caller")
        #expect(report.network.signalling?.dialogs[0].messages.count == 4)
    }

    @Test("Keys in the signalling name the cipher and the tag", arguments: [("80", 10), ("32", 4)])
    func keyed(suite: String, tag: Int) throws {
        var call = TrunkCall()
        call.codecs = "RTP/SAVP 8\na=crypto:1 AES_CM_128_HMAC_SHA1_\(suite) inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9"
        call.sent.tagLength = tag
        call.received.tagLength = tag
        var script = call.setup
        call.playMedia(in: &script)
        let report = try analyzeOne(script)
        #expect(report.iceData.transport.srtpCipher == "AES_CM_128_HMAC_SHA1_\(suite)")
        #expect(try report.stream(0x1111_1111, .sent).payloadBytes == 250 * 160)
    }

    @Test("A dynamic payload type's clock is the description's from the first packet on")
    func dynamicClock() throws {
        var call = TrunkCall()
        // 12 kHz is no rate that packets would be believed to have.
        call.codecs = "RTP/AVP 96\na=rtpmap:96 L16/12000"
        call.sent.payloadType = 96
        call.sent.clockRate = 12_000
        call.received.payloadType = 96
        call.received.clockRate = 12_000
        call.sent.delays = [0, 0.002]
        for isLate in [false, true] {
            var script = isLate ? CallScript() : call.setup
            call.playMedia(in: &script)
            if isLate {
                script.request(
                    "INVITE", 1, of: call.sip, at: 5.5, isWithinDialog: false, body: call.description(of: call.caller))
                script.respond("200 OK", "1 INVITE", of: call.sip, at: 5.6, body: call.description(of: call.callee))
            }
            let stream = try analyzeOne(script).stream(0x1111_1111, .sent)
            #expect(stream.payloadTypes[0].clockRateHertz == 12_000 && stream.payloadTypes[0].codec == "L16")
            // The difference is always 2 ms: J approaches it.
            #expect(abs((stream.jitter?.lastMilliseconds ?? 0) - 2) < 0.001)
        }
    }
}

extension StreamScript {
    fileprivate func moved(_ ssrc: UInt32, to start: Double) -> StreamScript {
        var stream = self
        stream.ssrc = ssrc
        stream.start = start
        return stream
    }
}
