import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("What is wrong with a call")
struct FailureTests {
    static let codes = [
        "dtls_stuck", "ice_failed", "turn_refused", "turn_unreachable", "stun_unreachable", "one_way_media",
        "all_candidates_relay",
    ]

    /// The finding, which must name frames and a filter; the healthy call must have none of its kind.
    private func expect(
        _ code: String, in report: CallReport, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Finding {
        let finding = try #require(report.finding(code), "\(report.codes)", sourceLocation: sourceLocation)
        #expect(finding.evidence.contains { !$0.frames.isEmpty }, sourceLocation: sourceLocation)
        #expect(finding.evidence.contains { $0.filter?.isEmpty == false }, sourceLocation: sourceLocation)
        return finding
    }

    @Test("A healthy call, gathered with an answer, has none of the findings")
    func healthy() throws {
        var script = DirectCall().script
        script.gather(
            DirectCall().client.endpoint, from: Endpoint("198.51.100.1", 3478), at: -0.1,
            mapped: Endpoint("192.0.2.77", 61_000))
        let report = try analyzeOne(script)
        for code in Self.codes { #expect(report.finding(code) == nil) }
        // The mapped address is another: the client is behind a NAT.
        #expect(report.iceData.candidates.contains { $0.type == .serverReflexive && $0.ip == "192.0.2.77" })
    }

    private func stuck(_ flights: [Flight], over route: Route) throws -> CallReport {
        let call = DirectCall()
        var script = CallScript()
        script.connect(call.client, call.server, at: 0)
        script.consent(call.client, call.server, from: 5, to: 20)
        script.consent(call.server, call.client, from: 5.1, to: 20)
        for attempt in 0..<5 {
            script.handshake(over: route, at: 0.2 + 0.1 * Double(1 << attempt), flights: flights)
        }
        return try analyzeOne(script)
    }

    @Test("DTLS stuck: the client's hello is never answered")
    func stuckWithoutAnswer() throws {
        let report = try stuck([.clientHello], over: DirectCall().route)
        #expect(report.iceData.transport.iceState == .connected)
        #expect(report.iceData.transport.dtlsState == .connecting)
        #expect(report.iceData.transport.srtpCipher == nil)
        let finding = try expect("dtls_stuck", in: report)
        #expect(finding.severity == .critical)
        #expect(finding.title.contains("the far end's ServerHello flight does not come through to this tap"))
        #expect(finding.place == .upstream)
        #expect(report.finding("ice_failed") == nil)
        #expect(report.finding("one_way_media") == nil)
    }

    @Test("DTLS stuck: the far end's flight passes the tap and never reaches the client")
    func stuckTowardsClient() throws {
        let report = try stuck([.clientHello, .serverHello], over: DirectCall().route)
        #expect(report.iceData.transport.dtlsState == .connecting)
        let finding = try expect("dtls_stuck", in: report)
        #expect(finding.title.contains("DTLS of the far end passes this tap"))
        #expect(finding.place == .downstream)
    }

    @Test("DTLS stuck the other way: the far end's hello is never answered by the client")
    func stuckFromClient() throws {
        let report = try stuck([.clientHello], over: DirectCall().route.reversed)
        #expect(report.iceData.transport.dtlsState == .connecting)
        let finding = try expect("dtls_stuck", in: report)
        #expect(finding.title.contains("the client's ServerHello flight does not come through to this tap"))
    }

    @Test("ICE failed: no check answered for 15 s; before that it is checking")
    func unanswered() throws {
        let call = DirectCall()
        for (seconds, state) in [(20.0, ReportedICEState.failed), (10, .checking)] {
            var script = CallScript()
            script.consent(call.client, call.server, from: 0, to: seconds, every: 0.5, answer: nil)
            let report = try analyzeOne(script)
            #expect(report.iceData.transport.iceState == state)
            #expect(report.iceData.transport.dtlsState == .new)
            #expect(report.iceData.selectedPair == nil)
            #expect(report.network.streams.isEmpty)
            if state == .failed {
                let finding = try expect("ice_failed", in: report)
                #expect(finding.severity == .critical)
            }
        }
    }

    @Test("ICE failed: consent expired in mid-call")
    func consentLost() throws {
        let call = DirectCall()
        var script = DirectCall().script
        script.consent(call.client, call.server, from: 13, to: 60, answer: nil)
        let report = try analyzeOne(script)
        #expect(report.iceData.transport.iceState == .failed)
        #expect(report.iceData.selectedPair?.state == .failed)
        _ = try expect("ice_failed", in: report)
    }

    @Test("TURN refuses the credentials; nothing else is a call that failed")
    func turnRefused() throws {
        var script = CallScript()
        script.allocate(RelayedCallTests.use(), at: 0, refusal: .unauthenticated)
        let report = try analyzeOne(script)
        let finding = try expect("turn_refused", in: report)
        #expect(finding.severity == .critical)
        #expect(report.iceData.selectedPair == nil)
        #expect(report.network.streams.isEmpty)
    }

    @Test("A STUN server that never answers")
    func stunUnreachable() throws {
        var script = DirectCall().script
        script.gather(
            DirectCall().client.endpoint, from: Endpoint("198.51.100.1", 3478), at: -0.1, mapped: nil, tries: 5)
        let report = try analyzeOne(script)
        let finding = try expect("stun_unreachable", in: report)
        #expect(finding.severity == .warning)
        #expect(report.iceData.transport.iceState == .connected)

        var alone = CallScript()
        alone.gather(DirectCall().client.endpoint, from: Endpoint("198.51.100.1", 3478), at: 0, mapped: nil, tries: 7)
        let failed = try analyzeOne(alone)
        #expect(failed.finding("stun_unreachable")?.severity == .critical)
        #expect(failed.iceData.selectedPair == nil)
    }

    @Test("Gathering that succeeds and is not used makes no call")
    func gatheringAlone() throws {
        var script = CallScript()
        script.gather(
            DirectCall().client.endpoint, from: Endpoint("198.51.100.1", 3478), at: 0,
            mapped: Endpoint("192.0.2.77", 61_000))
        script.allocate(RelayedCallTests.use(), at: 1)
        #expect(try analyze(script).isEmpty)
    }

    @Test("One-way media, each way", arguments: [CallDirection.sent, .received])
    func oneWay(present: CallDirection) throws {
        let call = DirectCall()
        var script = call.setup
        if present == .sent {
            script.play(call.sent, over: call.route)
        } else {
            script.play(call.received, over: call.route.reversed)
        }
        let report = try analyzeOne(script)
        let finding = try expect("one_way_media", in: report)
        #expect(finding.title.contains(present == .sent ? "from the far end" : "from the client"))
        #expect(report.streams(present).map(\.packets) == [600])
        #expect(report.network.streams.count == 1)
    }

    @Test("All candidates relay: said with a relay alone, not with a host candidate beside it")
    func allRelay() throws {
        _ = try expect("all_candidates_relay", in: analyzeOne(RelayedCallTests.script()))
        var script = RelayedCallTests.script()
        let direct = Agent("192.168.1.10", 50_000, "clie", controlling: true)
        script.check(direct, RelayedCallTests.peer, at: 0.21, answer: nil)
        let report = try analyzeOne(script)
        #expect(report.finding("all_candidates_relay") == nil)
    }
}
