import ICE
import Testing
import Wire

@Suite("ICE sessions: nomination, roles, restart")
struct NominationTests {
    private let a = Scenario.endpoint("10.0.0.1", 50000)
    private let a2 = Scenario.endpoint("10.0.1.1", 50001)
    private let b = Scenario.endpoint("10.0.0.2", 60000)

    private func tally(_ from: Double, _ to: Double, frame: UInt64 = 0) -> Tally {
        var tally = Tally(Moment(Scenario.time(from), frame: frame))
        tally.observe(Moment(Scenario.time(to), frame: frame))
        return tally
    }

    @Test func `regular nomination: one check with USE-CANDIDATE after the pair was found valid`() throws {
        var scenario = Scenario()
        // Two pairs; both answered, the second one nominated.
        scenario.check(b, a, at: 0, "aaaa", "bbbb", role: .controlled)
        scenario.check(a, b, at: 20, "bbbb", "aaaa")
        let onOther = scenario.check(a2, b, at: 40, "bbbb", "aaaa")
        scenario.check(a2, b, at: 300, "bbbb", "aaaa", nominates: true)
        let session = scenario.session()
        #expect(session.pairs.count == 2)
        let controlling = session.agents[0]
        #expect(controlling.role == .controlling)
        #expect(session.agents[1].role == .controlled)
        #expect(controlling.generations.map(\.usernameFragment) == ["aaaa"])
        #expect(session.agents[1].generations.map(\.usernameFragment) == ["bbbb"])
        #expect(controlling.endpoints == [a, a2])
        let selected = try #require(controlling.selected)
        #expect(selected.basis == .nomination)
        #expect(selected.local.endpoint == a2)
        #expect(selected.remote.endpoint == b)
        #expect(selected.isNominated)
        #expect(selected.state == .succeeded)
        #expect(session.agents[1].selected?.pair == selected.pair)
        // Checking with its first answer to B's check, connected with the first answer to its own at 20 ms.
        #expect(controlling.states.map(\.state) == [.new, .checking, .connected])
        #expect(controlling.states.map(\.at.time) == [0.0, 1, 21].map(Scenario.time))
        #expect(controlling.candidates.map(\.endpoint) == [a, a2])
        #expect(controlling.candidates.last?.firstSeen == scenario.moment(onOther))
    }

    @Test func `aggressive nomination: every check nominates, the pair that carries media is selected`() throws {
        var scenario = Scenario()
        scenario.check(a, b, at: 0, "bbbb", "aaaa", nominates: true)
        scenario.check(a2, b, at: 20, "bbbb", "aaaa", nominates: true)
        var direct = scenario.path(a, b)
        var other = scenario.path(a2, b)
        #expect(ICESession(paths: [direct, other], end: scenario.moment(4)).agents[0].selected?.local.endpoint == a2)
        // Before media, DTLS shows it.
        direct.dtls[direct.pair.side(of: a) ?? .lower] = tally(50, 60)
        let handshake = try #require(ICESession(paths: [direct, other], end: scenario.moment(4)).agents[0].selected)
        #expect(handshake.basis == .dtls)
        #expect(handshake.local.endpoint == a)
        // Media moves from one to the other, in one direction only.
        direct.media[direct.pair.side(of: a) ?? .lower] = tally(100, 900)
        direct.media[direct.pair.side(of: b) ?? .lower] = tally(100, 5000)
        other.media[other.pair.side(of: a2) ?? .lower] = tally(901, 5000)
        let session = ICESession(paths: [other, direct], end: scenario.moment(4))
        #expect(session.pairs.map(\.endpoints) == [direct.pair, other.pair])
        #expect(session.agents[0].selected?.local.endpoint == a2)
        #expect(session.agents[0].selected?.basis == .media)
        #expect(session.agents[0].pathsTaken.map(\.pair) == [0, 1])
        #expect(session.agents[1].selected?.remote.endpoint == a)
    }

    @Test func `nominated is what was answered, or what was sent and carries media while no answer can be seen`() {
        var scenario = Scenario()
        scenario.check(a, b, at: 0, "bbbb", "aaaa", nominates: true)
        scenario.check(a2, b, at: 20, "bbbb", "aaaa", nominates: true, answer: nil)
        #expect(scenario.session().pairs.map(\.isNominated) == [true, false])
        #expect(scenario.session().pairs.allSatisfy { !$0.isNominationAssumed })
        var oneWay = Scenario()
        oneWay.check(a, b, at: 0, "bbbb", "aaaa", nominates: true, answer: nil)
        oneWay.check(a2, b, at: 20, "bbbb", "aaaa", answer: nil)
        // Checks that nobody answers are all that there is of a blocked call as well.
        #expect(oneWay.session().pairs.allSatisfy { !$0.isNominated })
        var paths = oneWay.allPaths
        for index in paths.indices { paths[index].media.lower = tally(30, 900) }
        let session = ICESession(paths: paths, end: oneWay.moment(2))
        #expect(session.pairs.map(\.isNominated) == [true, false])
        #expect(session.pairs.map(\.isNominationAssumed) == [true, false])
    }

    @Test func `a lite agent answers, and asks once or twice at the start`() throws {
        var scenario = Scenario()
        scenario.check(b, a, at: 5, "aaaa", "bbbb", role: .controlled)
        for index in 0..<12 {
            scenario.check(a, b, at: 10 + Double(index) * 2500, "bbbb", "aaaa", nominates: true)
        }
        let session = scenario.session()
        #expect(session.agents[0].isLite != true)
        #expect(session.agents[1].isLite == true)
        #expect(session.agents[1].role == .controlled)
        #expect(session.agents[1].state == .connected)
        // The server's own first check is no evidence of its state; the answers it gives are.
        #expect(session.agents[1].states.map(\.at.time) == [5.0, 10, 11].map(Scenario.time))
    }

    @Test func `few checks do not make an agent lite`() {
        for (asked, answered, expected) in [(0, 3, nil), (0, 4, true), (1, 7, nil), (1, 8, true), (4, 40, false)] {
            var scenario = Scenario()
            for index in 0..<asked { scenario.check(b, a, at: Double(index) * 2500, "aaaa", "bbbb", role: .controlled) }
            for index in 0..<answered { scenario.check(a, b, at: Double(index) * 2500, "bbbb", "aaaa") }
            #expect(scenario.session().agents[1].isLite == expected, "\(asked) asked, \(answered) answered")
        }
    }

    @Test func `the role is known from one side alone`() {
        var scenario = Scenario()
        scenario.check(b, a, at: 0, "aaaa", "bbbb", role: .controlled)
        let session = scenario.session()
        #expect(session.agents[0].endpoints == [a])
        #expect(session.agents.map(\.role) == [.controlling, .controlled])
    }

    @Test func `restart: a new pair of fragments in the same session, old ports go on`() throws {
        var scenario = Scenario()
        scenario.check(a, b, at: 0, "bbb1", "aaa1", nominates: true)
        scenario.check(b, a, at: 10, "aaa1", "bbb1", role: .controlled)
        // New port of A against the old one of B, as a restart without new candidates leaves it.
        let restart = scenario.check(a2, b, at: 9000, "bbb1", "aaa2", nominates: true)
        scenario.check(b, a, at: 9100, "aaa1", "bbb2", role: .controlled)
        let session = scenario.session()
        #expect(session.agents[0].generations.map(\.usernameFragment) == ["aaa1", "aaa2"])
        #expect(session.agents[1].generations.map(\.usernameFragment) == ["bbb1", "bbb2"])
        #expect(session.agents[0].generations.last?.first == scenario.moment(restart))
        #expect(session.agents[0].endpoints == [a, a2])
        // It never lost its connection.
        #expect(session.agents[0].states.map(\.state) == [.new, .checking, .connected])
    }

    @Test func `role conflict: both claim to control, one is told 487 and gives way`() {
        var scenario = Scenario()
        scenario.check(a, b, at: 0, "bbbb", "aaaa", tieBreaker: 9)
        scenario.check(b, a, at: 10, "aaaa", "bbbb", role: .controlling, tieBreaker: 4, error: .roleConflict)
        scenario.check(b, a, at: 20, "aaaa", "bbbb", role: .controlled, tieBreaker: 4)
        let session = scenario.session()
        let yielding = session.agents[session.agents[0].endpoints == [b] ? 0 : 1]
        let other = session.agents[session.agents[0].endpoints == [b] ? 1 : 0]
        #expect(yielding.roleConflicts.count == 1)
        #expect(yielding.roleClaims.entries.map(\.value.role) == [.controlling, .controlled])
        #expect(yielding.role == .controlled)
        #expect(other.role == .controlling)
        #expect(other.roleConflicts.count == 0)
        // 487 is no success: connected only with the check that followed.
        #expect(yielding.states.last?.at.time == Scenario.time(21))
    }

    @Test func `without a check there are two agents and nothing is claimed of them`() {
        let session = ICESession(paths: [], end: Moment(Scenario.time(0), frame: 1))
        #expect(session.agents.count == 2)
        #expect(session.pairs.isEmpty)
        #expect(session.agents.allSatisfy { $0.selected == nil && $0.role == nil && $0.isLite == nil })
    }
}
