import ICE
import Testing
import Wire

@Suite("ICE sessions: candidates and servers")
struct CandidateTests {
    private let host = Scenario.endpoint("10.0.0.1", 50000)
    private let mapped = Scenario.endpoint("203.0.113.5", 1024)
    private let peer = Scenario.endpoint("198.51.100.7", 40000)
    private let stun = Scenario.endpoint("192.0.2.2", 19302)
    private let turn = Scenario.endpoint("192.0.2.3", 3478)
    private let relayed = Scenario.endpoint("192.0.2.3", 49160)

    private func candidate(_ session: ICESession, _ endpoint: Endpoint) -> ICECandidate? {
        session.agents.lazy.flatMap(\.candidates).first { $0.endpoint == endpoint }
    }

    @Test func `host: a private source, or one that comes back as the mapped address`() {
        var scenario = Scenario()
        scenario.check(host, peer, at: 0, "bbbb", "aaaa", answer: nil)
        #expect(candidate(scenario.session(), host)?.basis == .privateAddress)
        #expect(candidate(scenario.session(), host)?.kind == .host)
        // Only told of: nothing came from there, and nothing says what it is.
        #expect(candidate(scenario.session(), peer)?.origin == .destination)
        #expect(candidate(scenario.session(), peer)?.kind == .prflx)
        #expect(candidate(scenario.session(), peer)?.basis == .undecided)
        scenario.check(peer, host, at: 10, "aaaa", "bbbb", role: .controlled)
        #expect(candidate(scenario.session(), peer)?.basis == .sourceEqualsMapped)
        #expect(candidate(scenario.session(), peer)?.kind == .host)
        #expect(candidate(scenario.session(), peer)?.origin == .destination)
    }

    @Test func `srflx: a STUN server saw another address than the tap`() throws {
        var scenario = Scenario()
        let id = scenario.ask(.binding, host, stun, at: 0)
        scenario.respond(id, .binding, stun, host, at: 20, mapped: mapped)
        scenario.check(host, peer, at: 100, "bbbb", "aaaa", nominates: true, mapped: mapped)
        let session = scenario.session()
        #expect(candidate(session, mapped)?.kind == .srflx)
        #expect(candidate(session, mapped)?.firstSeen.time == Scenario.time(20))
        #expect(candidate(session, host)?.kind == .host)
        #expect(candidate(session, stun) == nil)
        let client = try #require(session.agents.first { $0.endpoints.contains(host) })
        #expect(client.servers.map(\.server) == [stun])
        #expect(!client.servers[0].isTURN)
        // As the client names it: the pair's local candidate is the mapped one.
        #expect(client.selected?.local.endpoint == mapped)
        #expect(client.selected?.local.kind == .srflx)
        #expect(session.agents.filter { !$0.servers.isEmpty }.count == 1)
    }

    @Test func `prflx: only the peer's answer gives the mapped address`() throws {
        var scenario = Scenario()
        scenario.check(host, peer, at: 100, "bbbb", "aaaa", nominates: true, answer: 30, mapped: mapped)
        let session = scenario.session()
        #expect(candidate(session, mapped)?.kind == .prflx)
        #expect(candidate(session, mapped)?.basis == .checkMapped)
        #expect(candidate(session, mapped)?.firstSeen.time == Scenario.time(130))
        #expect(session.agents[0].selected?.local.endpoint == mapped)
        #expect(session.agents[1].selected?.remote.endpoint == host)
    }

    private func allocate(_ scenario: inout Scenario) {
        let challenge = scenario.ask(.allocate, host, turn, at: 0)
        scenario.respond(challenge, .allocate, turn, host, at: 20, error: .unauthenticated)
        let id = scenario.ask(.allocate, host, turn, at: 21, authenticated: true)
        scenario.respond(id, .allocate, turn, host, at: 41, mapped: mapped, relayed: relayed, lifetime: 600)
        scenario.ask(.channelBind, host, turn, at: 50, authenticated: true, peer: peer, channel: 0x4000)
    }

    @Test func `relay: 401, then success; the inner path is the session's`() throws {
        var scenario = Scenario()
        allocate(&scenario)
        scenario.check(relayed, peer, at: 100, "bbbb", "aaaa", nominates: true, answer: 25)
        let inner = scenario.path(
            relayed, peer,
            relay: ICEPath.Relay(
                client: host, server: turn, relayedSide: EndpointPair(relayed, peer).side(of: relayed) ?? .upper))
        let outer = scenario.path(host, turn)
        let session = ICESession(paths: [outer, inner], end: scenario.moment(7))
        let client = session.agents[0]
        #expect(client.role == .controlling)
        #expect(client.endpoints == [host, relayed])
        // Bound to the relay: no check left the host's own port, and so its mapped address is no candidate.
        #expect(client.candidates.map(\.endpoint) == [relayed])
        #expect(client.candidates.map(\.kind) == [.relay])
        #expect(client.selected?.local.kind == .relay)
        #expect(client.selected?.remote.endpoint == peer)
        #expect(session.pairs.map(\.relay?.server) == [turn])
        let server = try #require(client.servers.first)
        #expect(server.isTURN)
        #expect(server.refusal == nil)
        #expect(server.allocation.relayed == relayed)
        #expect(server.allocate?.errors.entries.map(\.value.code) == [.unauthenticated])
        #expect(server.allocate?.errors.entries.first?.value.isAuthenticated == false)
        // New with the first packet, checking with the first check, connected with its answer.
        #expect(client.states.map(\.at.time) == [0.0, 100, 125].map(Scenario.time))
        // Told of in the ChannelBind, before any check.
        #expect(session.agents[1].candidates.first?.origin == .peerAddress)
        #expect(session.agents[1].candidates.first?.firstSeen.time == Scenario.time(50))
    }

    @Test func `a relay's two legs in one capture are one pair`() {
        var scenario = Scenario()
        allocate(&scenario)
        scenario.check(relayed, peer, at: 100, "bbbb", "aaaa", nominates: true, answer: 25)
        let leg = scenario.path(relayed, peer)
        var inner = leg
        inner.relay = ICEPath.Relay(
            client: host, server: turn, relayedSide: EndpointPair(relayed, peer).side(of: relayed) ?? .upper)
        let session = ICESession(paths: [scenario.path(host, turn), inner, leg], end: scenario.moment(7))
        #expect(session.pairs.count == 1)
        #expect(session.pairs[0].relay != nil)
        #expect(session.agents[0].checksSent == 1)
        #expect(session.agents[0].candidates.map(\.kind) == [.relay])
    }

    @Test func `srflx from a TURN server counts once its port sends checks itself`() {
        var scenario = Scenario()
        allocate(&scenario)
        scenario.check(host, peer, at: 100, "bbbb", "aaaa", mapped: mapped)
        let session = scenario.session()
        #expect(candidate(session, mapped)?.kind == .srflx)
        #expect(candidate(session, relayed)?.kind == .relay)
        #expect(candidate(session, host)?.kind == .host)
    }

    @Test func `TURN refused: the second 401 answers a password`() throws {
        var scenario = Scenario()
        let challenge = scenario.ask(.allocate, host, turn, at: 0)
        scenario.respond(challenge, .allocate, turn, host, at: 20, error: .unauthenticated)
        let client = { (session: ICESession) in session.agents.first { !$0.servers.isEmpty } }
        #expect(client(scenario.session())?.servers[0].refusal == nil)
        let id = scenario.ask(.allocate, host, turn, at: 21, authenticated: true)
        let refused = scenario.respond(id, .allocate, turn, host, at: 41, error: .unauthenticated)
        let session = scenario.session()
        let agent = try #require(client(session))
        #expect(agent.servers[0].refusal?.value.code == .unauthenticated)
        #expect(agent.servers[0].refusal?.tally.first == scenario.moment(refused))
        #expect(agent.servers[0].isSilent(at: scenario.moment(refused)) == false)
        #expect(agent.candidates.isEmpty)
        #expect(session.agents.allSatisfy { $0.state == .new })
        #expect(session.pairs.isEmpty)
    }

    @Test func `a server that never answers`() throws {
        var scenario = Scenario()
        var request = STUNMessageBuilder(.request, .allocate, scenario.freshID())
        request.append(.requestedTransport, [17, 0, 0, 0])
        for time in [0.0, 500, 1500] { scenario.send(request, host, turn, at: time) }
        let session = scenario.session()
        let server = try #require(session.agents.flatMap(\.servers).first)
        #expect(server.isSilent(at: scenario.moment(3)))
        #expect(server.allocate?.requests.count == 1)
        #expect(server.allocate?.retransmissions == 2)
        #expect(server.refusal == nil)
    }
}
