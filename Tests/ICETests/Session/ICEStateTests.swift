import ICE
import Testing
import Wire

@Suite("ICE sessions: states")
struct ICEStateTests {
    private let a = Scenario.endpoint("10.0.0.1", 50000)
    private let b = Scenario.endpoint("10.0.0.2", 60000)
    private let b2 = Scenario.endpoint("10.0.0.3", 60000)

    private func states(_ session: ICESession, of endpoint: Endpoint) -> [ICEStateChange] {
        session.agents.first { $0.endpoints.contains(endpoint) }?.states ?? []
    }

    private func milliseconds(_ changes: [ICEStateChange]) -> [Double] {
        changes.map { Double($0.at.time.nanoseconds - Scenario.start) / 1e6 }
    }

    @Test func `checks that nobody answers fail after 15 s`() {
        var scenario = Scenario()
        for index in 0...300 { scenario.check(a, b, at: 100 + Double(index) * 60, "bbbb", "aaaa", answer: nil) }
        // The last one at 100 + 300 × 60 = 18.1 s.
        let session = scenario.session()
        let changes = states(session, of: a)
        #expect(changes.map(\.state) == [.new, .checking, .failed])
        #expect(changes.map(\.evidence) == [.firstPacket, .check, .checksUnanswered])
        #expect(milliseconds(changes) == [100, 100, 15100])
        #expect(session.pairs[0].states[session.pairs[0].endpoints.side(of: a) ?? .upper] == .failed)
        #expect(session.agents.allSatisfy { $0.selected == nil })
    }

    @Test func `checks that had less than 15 s are still checking`() {
        var scenario = Scenario()
        for index in 0...200 { scenario.check(a, b, at: Double(index) * 60, "bbbb", "aaaa", answer: nil) }
        let session = scenario.session()
        #expect(states(session, of: a).map(\.state) == [.new, .checking])
        #expect(session.pairs[0].states.lower == .inProgress)
    }

    @Test func `one pair unanswered for 15 s is no failure while another works`() {
        var scenario = Scenario()
        for index in 0...300 { scenario.check(a, b2, at: Double(index) * 60, "bbbb", "aaaa", answer: nil) }
        scenario.check(a, b, at: 500, "bbbb", "aaaa", nominates: true, answer: 30)
        let session = scenario.session()
        #expect(states(session, of: a).map(\.state) == [.new, .checking, .connected])
        #expect(milliseconds(states(session, of: a)) == [0, 0, 530])
        let dead = session.pairs.first { $0.endpoints == EndpointPair(a, b2) }
        #expect(dead?.states.lower == .failed)
    }

    @Test func `consent expires 30 s after the last answer`() throws {
        var scenario = Scenario()
        for index in 0..<4 { scenario.check(a, b, at: Double(index) * 5000, "bbbb", "aaaa", nominates: true) }
        for index in 4..<12 { scenario.check(a, b, at: Double(index) * 5000, "bbbb", "aaaa", answer: nil) }
        // Last answer at 15.001 s, last request at 55 s.
        let session = scenario.session()
        #expect(states(session, of: a).map(\.state) == [.new, .checking, .connected, .failed])
        #expect(milliseconds(states(session, of: a)) == [0, 0, 1, 45001])
        #expect(states(session, of: a).map(\.evidence) == [.firstPacket, .check, .answer, .consentExpired])
        let selected = try #require(session.agents[0].selected)
        #expect(selected.state == .failed)
    }

    @Test func `answers without their requests: connected with the first one, and never before checking`() {
        var scenario = Scenario()
        scenario.respond(scenario.freshID(), .binding, b, a, at: 100, mapped: a)
        scenario.check(b, a, at: 900, "aaaa", "bbbb", role: .controlled, answer: nil)
        let changes = states(scenario.session(), of: a)
        #expect(changes.map(\.state) == [.new, .checking, .connected])
        #expect(milliseconds(changes) == [100, 100, 100])
    }

    @Test func `one direction only: who sends DTLS or media has been answered`() {
        var scenario = Scenario()
        scenario.check(a, b, at: 0, "bbbb", "aaaa", answer: nil)
        var path = scenario.path(a, b)
        path.dtls.lower = Tally(Moment(Scenario.time(250), frame: 2))
        let session = ICESession(paths: [path], end: Moment(Scenario.time(9000), frame: 9))
        #expect(states(session, of: a).map(\.state) == [.new, .checking, .connected])
        #expect(milliseconds(states(session, of: a)) == [0, 0, 250])
        #expect(states(session, of: b).map(\.state) == [.new, .checking])
    }

    @Test func `media without any STUN says nothing of ICE`() {
        var path = ICEPath(EndpointPair(a, b), facts: PairFacts())
        path.media.lower = Tally(Moment(Scenario.time(0), frame: 1))
        let session = ICESession(paths: [path], end: Moment(Scenario.time(9000), frame: 9))
        #expect(session.agents.allSatisfy { $0.state == nil })
        let sender = session.agents.first { $0.endpoints.contains(a) }
        #expect(sender?.selected?.remote.endpoint == b)
        #expect(sender?.selected?.isNominated == false)
    }

    @Test func `a client that hangs up and asks no more has not failed`() {
        var scenario = Scenario()
        for index in 0..<4 { scenario.check(a, b, at: Double(index) * 5000, "bbbb", "aaaa", nominates: true) }
        let closed = Moment(Scenario.time(16000), frame: 99)
        let session = scenario.session(end: 90000, closed: closed)
        #expect(states(session, of: a).map(\.state) == [.new, .checking, .connected, .closed])
        #expect(states(session, of: a).last?.at == closed)
    }

    @Test(arguments: [
        (29000.0, "aaaa", [ICEState.new, .checking, .connected]),
        (31000.0, "aaaa", [.new, .checking, .connected, .failed, .connected]),
        (31000.0, "aaa2", [.new, .checking, .connected, .failed, .checking, .connected]),
    ])
    func `29 s without an answer are borne, 31 s are not, and a restart checks anew`(
        silence: Double, fragment: String, expected: [ICEState]
    ) {
        var scenario = Scenario()
        scenario.check(a, b, at: 0, "bbbb", "aaaa", nominates: true)
        for step in 1...5 { scenario.check(a, b, at: Double(step) * 5000, "bbbb", "aaaa", answer: nil) }
        scenario.check(a, b, at: silence, "bbbb", fragment, nominates: true)
        scenario.check(a, b, at: silence + 5000, "bbbb", fragment, nominates: true)
        #expect(states(scenario.session(), of: a).map(\.state) == expected)
    }

    @Test func `after failed checks a restart checks anew`() {
        var scenario = Scenario()
        for index in 0...300 { scenario.check(a, b, at: Double(index) * 60, "bbbb", "aaaa", answer: nil) }
        let restart = scenario.check(a, b, at: 30000, "bbb2", "aaa2", answer: nil)
        let changes = states(scenario.session(), of: a)
        #expect(changes.map(\.state) == [.new, .checking, .failed, .checking])
        #expect(changes.last?.at == scenario.moment(restart))
    }
}
