import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("What keeps a handshake from finishing")
struct HandshakeTroubleTests {
    private func connected(until end: Double = 20) -> CallScript {
        let call = DirectCall()
        var script = CallScript()
        script.connect(call.client, call.server, at: 0)
        script.consent(call.client, call.server, from: 5, to: end)
        script.consent(call.server, call.client, from: 5.1, to: end)
        return script
    }

    @Test("A healthy handshake: flights with begin and end, both directions, nothing stuck")
    func healthy() throws {
        let dtls = try #require(try analyzeOne(DirectCall().script).network.dtls)
        #expect(dtls.flights.map(\.sender) == [.client, .farEnd, .client, .farEnd])
        #expect(dtls.flights.allSatisfy { $0.retransmissions == 0 && $0.repeats.isEmpty && ($0.bytes ?? 0) > 0 })
        #expect(dtls.flights.allSatisfy { $0.frame == $0.lastFrame && $0.end == $0.time })
        #expect(abs((dtls.handshakeMilliseconds ?? 0) - 60) < 0.001)
        #expect(dtls.retransmissionWaitMilliseconds == 0)
        #expect(dtls.retransmissionWaitPercent == 0)
        #expect(dtls.directions.map(\.packets) == [2, 2])
        #expect(dtls.stuck == nil)
        #expect(dtls.sizeLosses.isEmpty)
        #expect(dtls.otherAddresses.isEmpty)
        #expect(dtls.associations == 1)
    }

    @Test("The handshake begins when the side's own check was answered")
    func begin() throws {
        let dtls = try #require(try analyzeOne(DirectCall().script).network.dtls)
        // The client's check at 0 s is answered at 0.02, the server's at 0.05 at 0.07; the hello comes at 0.2.
        func begin(_ changes: [DTLSStateChangeReport]) -> Double? {
            changes.first { $0.state == .connecting }.map {
                $0.time.seconds(since: UnixTime(nanoseconds: CallScript.start * 1_000_000_000))
            }
        }
        #expect(abs((begin(dtls.stateChanges) ?? 0) - 0.02) < 1e-6)
        #expect(abs((begin(dtls.farEndStateChanges) ?? 0) - 0.07) < 1e-6)
    }

    @Test("Repeated flights: each repetition with its time, and what waiting cost")
    func repeats() throws {
        let call = DirectCall()
        var script = connected(until: 12)
        for time in [0.2, 0.25, 0.35] { script.flight(.clientHello, over: call.route, at: time) }
        script.handshake(over: call.route, at: 0.36, flights: [.serverHello, .clientFinished, .serverFinished])
        script.play(call.sent, over: call.route)
        script.play(call.received, over: call.route.reversed)
        let dtls = try #require(try analyzeOne(script).network.dtls)
        let hello = try #require(dtls.flights.first)
        #expect(hello.retransmissions == 2)
        #expect(hello.packets == 3)
        #expect(hello.repeats.map { $0.afterMilliseconds.rounded() } == [50, 100])
        #expect(hello.repeats.allSatisfy { $0.packets == 1 && $0.bytes == hello.bytes })
        #expect(abs((dtls.handshakeMilliseconds ?? 0) - 200) < 0.001)
        #expect(abs((dtls.retransmissionWaitMilliseconds ?? 0) - 150) < 0.001)
        #expect(abs((dtls.retransmissionWaitPercent ?? 0) - 75) < 0.001)
    }

    @Test("One direction only: the hello is never answered, which stands in the report")
    func oneDirection() throws {
        var script = connected()
        for time in [0.2, 0.25, 0.35, 0.55] { script.flight(.clientHello, over: DirectCall().route, at: time) }
        let report = try analyzeOne(script)
        let dtls = try #require(report.network.dtls)
        let stuck = try #require(dtls.stuck)
        #expect(stuck.missingFlight == .serverHello)
        #expect(stuck.side == .farEnd)
        #expect(!stuck.passesTap)
        #expect(stuck.retransmissions == 3)
        #expect(dtls.directions.map(\.packets) == [4, 0])
        #expect(dtls.directions[1].firstFrame == nil)
        #expect(dtls.handshakeMilliseconds == nil)
        #expect(report.iceData.transport.srtpCipher == nil)
    }

    @Test("A capture that ends amid the handshake shows nothing stuck")
    func endsEarly() throws {
        var script = CallScript()
        script.connect(DirectCall().client, DirectCall().server, at: 0)
        script.flight(.clientHello, over: DirectCall().route, at: 0.2)
        let dtls = try #require(try analyzeOne(script).network.dtls)
        #expect(dtls.stuck == nil)
    }

    @Test(
        "Answered from another address of the server, which no check has opened",
        arguments: [DTLSVersion.dtls12, .dtls13])
    func otherAddress(version: DTLSVersion) throws {
        let call = DirectCall()
        let elsewhere = Endpoint("203.0.113.99", 10_000)
        var script = connected()
        for time in [0.2, 0.25, 0.35, 0.55] {
            script.flight(.clientHello, over: call.route, at: time, version)
            script.flight(.serverHello, over: Route(call.client.endpoint, elsewhere), at: time + 0.02, version)
        }
        let report = try analyzeOne(script)
        let dtls = try #require(report.network.dtls)
        let other = try #require(dtls.otherAddresses.first)
        #expect(dtls.otherAddresses.count == 1)
        #expect(other.sender == .farEnd)
        #expect(other.sentTo.ip == "203.0.113.5")
        #expect(other.answeredFrom.ip == "203.0.113.99")
        #expect(!other.hasChecks)
        #expect(other.packets == 4)
        #expect(dtls.stuck?.passesTap == true)
        let finding = try #require(report.finding("dtls_stuck"))
        #expect(finding.evidence.contains { $0.text.contains("answered from 203.0.113.99:10000") })
    }

    @Test("Answered on another path that checks have opened: said, and no fault")
    func otherCheckedAddress() throws {
        let call = DirectCall()
        let second = Agent("203.0.113.99", 10_000, "serv")
        var script = connected(until: 12)
        script.check(call.client, second, at: 0.1, nominating: true)
        script.check(second, call.client, at: 0.12)
        script.flight(.clientHello, over: call.route, at: 0.2)
        script.flight(.serverHello, over: call.client.route(to: second), at: 0.22)
        script.flight(.clientFinished, over: call.route, at: 0.24)
        script.flight(.serverFinished, over: call.client.route(to: second), at: 0.26)
        script.play(call.sent, over: call.route)
        script.play(call.received, over: call.route.reversed)
        let report = try analyzeOne(script)
        #expect(report.iceData.transport.dtlsState == .connected)
        #expect(report.network.dtls?.otherAddresses.allSatisfy(\.hasChecks) == true)
        #expect(report.finding("dtls_stuck") == nil)
    }

    @Test("Fatal alert: its name and who sent it")
    func fatal() throws {
        var script = connected()
        script.flight(.clientHello, over: DirectCall().route, at: 0.2)
        script.send([21, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 40], over: DirectCall().route.reversed, at: 0.22)
        let dtls = try #require(try analyzeOne(script).network.dtls)
        let alert = try #require(dtls.alerts.first)
        #expect(alert.level == "fatal")
        #expect(alert.description == "handshake_failure")
        #expect(alert.sender == .farEnd)
        #expect(dtls.stuck == nil)
    }

    @Test("Encrypted alerts stand in the report without a level")
    func encryptedAlert() throws {
        var script = DirectCall().script
        script.close(over: DirectCall().route, at: 13)
        let report = try analyzeOne(script)
        let alerts = try #require(report.network.dtls?.alerts)
        #expect(alerts.map(\.description) == ["encrypted", "encrypted"])
        #expect(alerts.allSatisfy { $0.level == nil })
        #expect(!TextRenderer.render(report).contains("encrypted"))
    }

    @Test("A hole in the MTU, at the tap behind it and at the one before it")
    func mtuHole() throws {
        let far = try #require(try RecordedCapture(name: "mtu-hole.tapA.pcap").reports().first?.network.dtls)
        let shown = try #require(far.sizeLosses.first)
        #expect(shown.basis == .missingPart)
        #expect(shown.sender == .farEnd)
        #expect(shown.longestPassedBytes == 263)
        #expect(shown.shortestLostBytes == 1200)
        #expect(shown.transmissions == 9)
        #expect(far.stuck?.missingFlight == .clientHello)
        #expect(far.stuck?.passesTap == false)
        let near = try #require(try RecordedCapture(name: "mtu-hole.tapB.pcapng").reports().first?.network.dtls)
        let possible = try #require(near.sizeLosses.first)
        #expect(possible.basis == .unanswered)
        #expect(possible.longestPassedBytes < possible.shortestLostBytes)
        #expect(near.directions.contains { $0.longestBytes == 1200 && $0.packets == 18 })
    }

    @Test("DTLS blocked one way: before the block it passes the tap, behind it nothing of that side comes")
    func blocked() throws {
        let near = try #require(try RecordedCapture(name: "dtls-blocked.tapA.pcap").reports().first?.network.dtls)
        #expect(near.stuck?.passesTap == true)
        #expect(near.directions.map(\.packets).sorted() == [18, 26])
        let far = try #require(try RecordedCapture(name: "dtls-blocked.tapB.pcapng").reports().first?.network.dtls)
        #expect(far.stuck?.missingFlight == .serverHello)
        #expect(far.stuck?.passesTap == false)
        #expect(far.directions.map(\.packets).sorted() == [0, 18])
        #expect(!far.sizeLosses.contains { $0.basis == .missingPart })
    }

    @Test("DTLS in STUN begins with its first record, before any check is answered")
    func inSTUN() throws {
        let dtls = try #require(try RecordedCapture(name: "dtls-in-stun.tapB.pcapng").reports().first?.network.dtls)
        #expect(dtls.carriedInSTUN)
        #expect(dtls.stateChanges.first?.time == dtls.farEndStateChanges.first?.time)
    }
}
