import Analysis
import Report
import TestSupport
import Testing
import Wire

/// Session descriptions that the operator gives beside a capture.
@Suite("Given session descriptions")
struct GivenDescriptionTests {
    private func options(_ texts: [String]) throws -> AnalysisOptions {
        var options = AnalysisOptions()
        options.descriptions = try texts.enumerated().map { index, text in
            GivenDescription(name: "\(index).sdp", session: try SessionDescription(parsing: Array(text.utf8).span))
        }
        return options
    }

    private let video = """
        v=0
        a=ice-ufrag:clie
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        a=rtpmap:111 opus/48000/2
        a=rtcp-fb:111 nack
        m=video 9 UDP/TLS/RTP/SAVPF 96 97
        a=rtpmap:96 VP8/90000
        a=rtcp-fb:96 nack
        a=rtpmap:97 rtx/90000
        a=fmtp:97 apt=96

        """

    private func call() -> CallScript {
        let direct = DirectCall()
        var script = direct.script
        var picture = StreamScript(0x5555_5555, count: 300, from: 1)
        (picture.payloadType, picture.clockRate, picture.interval) = (96, 90_000, 1.0 / 30)
        var again = StreamScript(0x6666_6666, count: 30, from: 1.5)
        (again.payloadType, again.clockRate, again.interval) = (97, 90_000, 0.3)
        script.play(picture, over: direct.route)
        script.play(again, over: direct.route)
        return script
    }

    @Test("Codecs, kinds, retransmissions and NACK, found by the username fragment")
    func byFragment() throws {
        let report = try analyzeOne(call(), options: try options([video]))
        let audio = try report.stream(0x1111_1111, .sent)
        #expect(audio.payloadTypes[0].codec == "opus" && audio.payloadTypes[0].clockRateSource == .sessionDescription)
        #expect(audio.clientJumpThreshold == 250 && audio.clientJumpThresholdSource == .sessionDescription)
        #expect(try report.stream(0x5555_5555, .sent).kind == .video)
        let again = try report.stream(0x6666_6666, .sent)
        #expect(again.kind == .retransmission)
        #expect(again.retransmits == SynchronizationSource(rawValue: 0x5555_5555))
        let given = try #require(report.network.signalling?.given.first)
        #expect(given.file == "0.sdp" && given.side == .client && given.media.count == 2)
        #expect(!report.network.notObservable.contains { $0.field.hasSuffix("codec") })
    }

    @Test("The operator's clock rate beats the description's, of the payload types that it is given for")
    func operatorClockRate() throws {
        var options = try options([video])
        options.clockRates = [PayloadType(rawValue: 111): ClockRate(rawValue: 16_000)]
        let report = try analyzeOne(call(), options: options)
        let audio = try report.stream(0x1111_1111, .sent).payloadTypes[0]
        #expect(audio.clockRateHertz == 16_000 && audio.clockRateSource == .operatorMap)
        let picture = try report.stream(0x5555_5555, .sent).payloadTypes[0]
        #expect(picture.clockRateHertz == 90_000 && picture.clockRateSource == .sessionDescription)
    }

    @Test("Sources and their groups name the primary without payload types")
    func byGroup() throws {
        let text = "v=0\nm=video 9 UDP/TLS/RTP/SAVPF 96\na=ssrc-group:FID \(0x5555_5555) \(0x6666_6666)\n"
        let report = try analyzeOne(call(), options: try options([text]))
        #expect(try report.stream(0x6666_6666, .sent).retransmits == SynchronizationSource(rawValue: 0x5555_5555))
    }

    @Test("A candidate's type is what its agent calls it")
    func candidates() throws {
        let text =
            "v=0\na=ice-lite\nm=audio 9 UDP/TLS/RTP/SAVPF 111\na=ice-ufrag:serv\n"
            + "a=candidate:1 1 udp 1 203.0.113.5 10000 typ host\n"
        let plain = try analyzeOne(DirectCall().script)
        let told = try analyzeOne(DirectCall().script, options: try options([text]))
        func type(in report: CallReport) -> ReportedCandidateType? {
            report.network.ice?.candidates.first { $0.endpoint.ip == "203.0.113.5" }?.type
        }
        #expect(type(in: plain) != .host || type(in: told) == .host)
        #expect(type(in: told) == .host)
        #expect(told.network.ice?.agents.first { $0.ufrag == "serv" }?.lite == true)
    }

    @Test("A description of another call is said to match none")
    func unmatched() throws {
        var analyzer = Analyzer(
            options: try options([video, "v=0\nc=IN IP4 192.0.2.99\nm=audio 5000 RTP/AVP 0\n"]))
        analyzer.receive(call().capture.batch)
        analyzer.finish()
        let reports = analyzer.takeReports()
        #expect(reports.count == 1 && reports[0].network.signalling?.given.count == 1)
        let unmatched = analyzer.unmatchedDescriptions
        #expect(unmatched == ["1.sdp"])
    }
}
