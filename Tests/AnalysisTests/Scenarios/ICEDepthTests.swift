import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("ICE and TURN in depth")
struct ICEDepthTests {
    private func events(_ report: CallReport) -> [String] { report.network.timeline.events.map(\.event) }

    @Test("Consent lost and regained: the span with its frames, and two events")
    func consent() throws {
        let call = DirectCall()
        var script = call.script
        script.consent(call.client, call.server, from: 12, to: 24, every: 2.5, answer: nil)
        script.consent(call.client, call.server, from: 24.5, to: 32, every: 2.5)
        let report = try analyzeOne(script)
        let pair = try #require(report.network.ice?.pairs.first)
        let outage = try #require(pair.outages.first { $0.side == .client })
        #expect(outage.checks == 5)
        #expect(outage.lastAnswerFrame != nil)
        #expect(outage.regainedFrame != nil)
        #expect(outage.expired == nil)
        #expect(events(report).filter { $0.hasPrefix("consent") } == ["consent_lost", "consent_regained"])
        #expect(TextRenderer.render(report).contains("5 checks of the client unanswered"))
    }

    @Test("A single lost check is a span, but no event")
    func singleCheck() throws {
        let call = DirectCall()
        var script = call.script
        script.check(call.client, call.server, at: 7, answer: nil)
        let report = try analyzeOne(script)
        #expect(report.network.ice?.pairs.first?.outages.map(\.checks) == [1])
        #expect(!events(report).contains { $0.hasPrefix("consent") })
    }

    @Test("Consent that expires is an event, and the pair has failed")
    func expiry() throws {
        let call = DirectCall()
        var script = call.script
        script.consent(call.client, call.server, from: 13, to: 60, answer: nil)
        let report = try analyzeOne(script)
        #expect(events(report).contains("consent_expired"))
        let pair = try #require(report.network.ice?.pairs.first)
        #expect(pair.changes.map(\.state) == [.inProgress, .succeeded, .failed])
        #expect(pair.outages.contains { $0.expired != nil })
    }

    @Test("A role conflict names whose checks were refused, and the roles with their tie-breakers")
    func roleConflict() throws {
        var call = DirectCall()
        var script = CallScript()
        let wrong = Agent("203.0.113.5", 10_000, "serv", controlling: true)
        script.refuse(wrong, call.client, at: -0.5, with: .roleConflict)
        call.server.tieBreaker = wrong.tieBreaker
        script.append(call.script)
        let report = try analyzeOne(script)
        let ice = try #require(report.network.ice)
        #expect(ice.conflicts.map(\.side) == [.farEnd])
        #expect(ice.conflicts.first?.refusals.count == 1)
        #expect(ice.roleConflicts == 1)
        #expect(ice.roles.filter { $0.side == .farEnd }.map(\.role) == [.controlling, .controlled])
        #expect(ice.roles.allSatisfy { $0.tieBreaker == "0x2" })
        #expect(events(report).contains("role_conflict"))
        #expect(TextRenderer.render(report).contains("1 check of the far end refused for a role conflict"))
    }

    @Test("A client whose NAT gives it a new port: rebinding and path change with time and frame, and no restart")
    func rebinding() throws {
        let reports = try analyze(ServerTapTests.script)
        let moved = reports.filter { $0.network.ice?.rebindings.isEmpty == false }
        try #require(moved.count == 1)
        let rebinding = try #require(moved[0].network.ice?.rebindings.first)
        let port = 40_000 + ServerTapTests.rebinding
        #expect(rebinding.side == .client)
        #expect(rebinding.from.port == port)
        #expect(rebinding.to.port == port + 1000)
        #expect(rebinding.frame != nil)
        #expect(events(moved[0]).contains("nat_rebinding"))
        #expect(events(moved[0]).contains("path_change"))
        #expect(!events(moved[0]).contains("ice_restart"))
        #expect(moved[0].network.ice?.selections.filter { $0.direction == .sent }.count == 2)
    }

    @Test("What an agent calls itself in its STUN messages; null of one that does not")
    func software() throws {
        let call = DirectCall()
        var script = call.script
        for (name, time) in [("agent 1.0", 6.0), ("agent 2.0", 7.0)] {
            var keepalive = STUNMessageBuilder(.indication, .binding, STUNTransactionID(9, UInt64(time)))
            keepalive.append(.software, text: name)
            script.send(keepalive.bytes, over: call.route, at: time)
        }
        let report = try analyzeOne(script)
        #expect(report.network.perspective.local?.software == "agent 1.0")
        #expect(report.network.perspective.remote?.software == nil)
        let agents = try #require(report.network.ice?.agents)
        #expect(agents.map(\.software) == agents.map { $0.side == .client ? "agent 1.0" : nil })
    }

    @Test("An allocation that was not refreshed ran out; one that was refused says by which error, and when")
    func allocation() throws {
        let use = RelayedCallTests.use()
        var script = RelayedCallTests.script()
        script.refresh(use, at: 10, lifetime: 1)
        script.refresh(use, at: 12, refusal: .allocationMismatch)
        let report = try analyzeOne(script)
        let allocation = try #require(report.network.ice?.allocations.first)
        #expect(allocation.grants.map(\.lifetimeSeconds) == [600, 600, 1])
        #expect(allocation.lifetimeSeconds == 1)
        #expect(allocation.frame == allocation.grants[0].frame && allocation.granted == allocation.grants[0].time)
        #expect(try #require(allocation.requestedFrame) < #require(allocation.frame))
        #expect(report.network.ice?.servers.map(\.software) == ["relay 1.0"])
        #expect(allocation.grants.map(\.isRefresh) == [false, true, true])
        #expect(allocation.expired.count == 1)
        let refused = try #require(allocation.errors.first { !$0.isChallenge })
        #expect(refused.code == 437)
        #expect(refused.method == "Refresh")
        #expect(refused.seen?.firstFrame != nil)
        #expect(allocation.errors.filter(\.isChallenge).map(\.code) == [401])
        #expect(allocation.permissions.map(\.ip) == ["203.0.113.5"])
        #expect(allocation.channels.first?.requests?.count == 1)
        // Send: check, answer, DTLS, 50 packets of media; then the channel.
        // The candidate pair's counters, and the STUN that these leave out.
        let (toPeers, fromPeers) = (try #require(allocation.toPeers), try #require(allocation.fromPeers))
        let transport = try #require(report.network.transport)
        let checks = try #require(report.network.ice?.pairs.first)
        let stun = checks.checksByClient.sent + checks.checksByFarEnd.answered
        #expect(toPeers.packets == transport.packetsSent + stun && toPeers.packets >= 499)
        #expect(fromPeers.packets == transport.packetsReceived + stun && fromPeers.packets >= 501)
        #expect(toPeers.bytes > transport.bytesSent && fromPeers.bytes > transport.bytesReceived)
        #expect(allocation.sentBeforePermission.isEmpty)
        for event in ["turn_refresh", "turn_expired", "turn_error"] { #expect(events(report).contains(event)) }
    }

    @Test("An allocation given back is released, not run out")
    func release() throws {
        var script = RelayedCallTests.script()
        script.refresh(RelayedCallTests.use(), at: 11, lifetime: 0)
        let report = try analyzeOne(script)
        let allocation = try #require(report.network.ice?.allocations.first)
        #expect(allocation.released != nil)
        #expect(allocation.lifetimeSeconds == 600)
        #expect(allocation.expired.isEmpty)
        #expect(events(report).contains("turn_release"))
    }

    @Test("A TLS connection to a known TURN server is named; one to anybody else is not")
    func tls() throws {
        let client = DirectCall().client.endpoint.address
        var script = DirectCall().script
        script.gather(
            DirectCall().client.endpoint, from: Endpoint("198.51.100.1", 3478), at: -0.1,
            mapped: Endpoint("192.0.2.77", 61_000))
        let hello: [UInt8] = [22, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3] + [UInt8](repeating: 7, count: 194)
        for (index, server) in [("198.51.100.1", 443), ("192.0.2.99", 5349), ("192.0.2.98", 443)].enumerated() {
            let route = Route(
                Endpoint(client, UInt16(52_000 + index)), Endpoint(server.0, UInt16(server.1)), over: .tcp)
            script.send(hello, over: route, at: 0.1 + 0.1 * Double(index))
        }
        let report = try analyzeOne(script)
        let connections = try #require(report.network.ice?.tlsConnections)
        #expect(connections.map(\.server.port) == [443, 5349])
        #expect(connections.map(\.server.ip) == ["198.51.100.1", "192.0.2.99"])
        #expect(connections.allSatisfy { $0.frame != nil })
    }

    @Test("The setup's steps wait for one another, and the costliest is marked")
    func setup() throws {
        var script = DirectCall().script
        script.gather(
            DirectCall().client.endpoint, from: Endpoint("198.51.100.1", 3478), at: -0.1,
            mapped: Endpoint("192.0.2.77", 61_000))
        let steps = try analyzeOne(script).network.setup
        // Checks at 0 and 0.05, answered after 20 ms; a DTLS flight every 20 ms from 0.2; media from 0.51 and 0.61 s.
        let expected: [(String, Double, String?, Double?)] = [
            ("stun_gathering_begin", 0, nil, nil), ("stun_gathering_done", 30, "stun_gathering_begin", 30),
            ("first_check_sent", 100, "stun_gathering_done", 70),
            ("first_check_answered", 120, "first_check_sent", 20), ("nomination", 120, "first_check_answered", 0),
            ("first_check_received", 150, nil, nil), ("dtls_client_hello", 300, "nomination", 180),
            ("dtls_server_hello", 320, "dtls_client_hello", 20), ("dtls_done", 360, "dtls_server_hello", 40),
            ("first_media_sent", 610, "dtls_done", 250), ("first_media_received", 710, "dtls_done", 350),
        ]
        #expect(steps.map(\.step) == expected.map(\.0))
        #expect(steps.map(\.milliseconds) == expected.map(\.1))
        #expect(steps.map(\.after) == expected.map(\.2))
        #expect(steps.map(\.durationMilliseconds) == expected.map(\.3))
        #expect(steps.filter(\.isCostliest).map(\.step) == ["first_media_received"])
        #expect(steps.allSatisfy { $0.frame != nil })
        let text = TextRenderer.render(try analyzeOne(script))
        #expect(text.contains("SETUP"))
        #expect(text.contains("first media in: 350 ms after DTLS done"))
    }
}
