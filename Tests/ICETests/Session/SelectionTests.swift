import ICE
import Testing
import Wire

@Suite("ICE sessions: what changes in mid-call")
struct SelectionTests {
    private let a = Scenario.endpoint("10.0.0.1", 50000)
    private let a2 = Scenario.endpoint("10.0.0.1", 50001)
    private let b = Scenario.endpoint("192.0.2.2", 60000)
    private let b2 = Scenario.endpoint("192.0.2.2", 60001)
    private let outside = Scenario.endpoint("198.51.100.7", 1024)

    private func media(_ from: Double, _ to: Double) -> Tally {
        Tally(
            count: 100, first: Moment(Scenario.time(from), frame: 1000),
            last: Moment(Scenario.time(to), frame: 2000))
    }

    private func session(_ scenario: Scenario, _ change: (inout ICEPath) -> Void = { _ in }) -> ICESession {
        var paths = scenario.allPaths
        for index in paths.indices { change(&paths[index]) }
        return ICESession(paths: paths, end: Moment(Scenario.time(60_000), frame: 9999))
    }

    @Test func `regular and aggressive nomination, and neither where the first checks may be missing`() throws {
        var scenario = Scenario()
        scenario.check(a, b, at: 100, "bbbb", "aaaa")
        scenario.check(a, b, at: 200, "bbbb", "aaaa", nominates: true)
        #expect(session(scenario).pairs[0].nomination == .regular)
        var hasty = Scenario()
        hasty.check(a, b, at: 100, "bbbb", "aaaa", nominates: true)
        #expect(session(hasty).pairs[0].nomination == .aggressive)
        let late = session(hasty) { $0.media.lower = media(0, 50) }
        #expect(late.pairs[0].nomination == nil)
        var plain = Scenario()
        plain.check(a, b, at: 100, "bbbb", "aaaa")
        #expect(session(plain).pairs[0].nomination == nil)
    }

    @Test func `a pair change by media counts from its first packet, not from a nomination that media did not follow`()
    {
        var scenario = Scenario()
        scenario.check(a, b, at: 100, "bbbb", "aaaa", nominates: true)
        scenario.check(a, b2, at: 300, "bbbb", "aaaa", nominates: true)
        let session = session(scenario) { path in
            let side = path.pair.side(of: a) ?? .lower
            path.media[side] = path.pair.side(of: b) != nil ? media(200, 5000) : media(5020, 9000)
        }
        let agent = session.agents.first { $0.endpoints.contains(a) }
        #expect(agent?.selections.map(\.basis) == [.nomination, .media])
        #expect(agent?.selections.map(\.at.time) == [Scenario.time(101), Scenario.time(5020)])
        #expect(agent?.rebindings.isEmpty == true)
    }

    @Test func `consent that is lost and regained, and one that expires`() throws {
        var scenario = Scenario()
        scenario.check(a, b, at: 0, "bbbb", "aaaa", nominates: true)
        for time in [5000.0, 10_000, 15_000] { scenario.check(a, b, at: time, "bbbb", "aaaa", answer: nil) }
        scenario.check(a, b, at: 20_000, "bbbb", "aaaa")
        for index in 5..<10 { scenario.check(a, b, at: Double(index) * 5000, "bbbb", "aaaa", answer: nil) }
        let pair = try #require(session(scenario).pairs.first)
        let side = try #require(pair.endpoints.side(of: a))
        try #require(pair.outages[side].count == 2)
        let (first, second) = (pair.outages[side][0], pair.outages[side][1])
        #expect(first.requests == 3)
        #expect(first.lastAnswer?.time == Scenario.time(1))
        #expect(first.regained?.time == Scenario.time(20_001))
        #expect(first.expired == nil)
        #expect(first.length == 20_000_000_000)
        #expect(second.requests == 5)
        #expect(second.regained == nil)
        #expect(second.expired == Scenario.time(50_001))
        #expect(pair.outages[side.other].isEmpty)
        #expect(pair.changes[side].map(\.state) == [.inProgress, .succeeded, .failed])
        #expect(pair.changes[side].map(\.at.time) == [Scenario.time(0), Scenario.time(1), Scenario.time(50_001)])
    }

    @Test func `a mapped address that changes on one pair is a rebinding behind the tap`() throws {
        var scenario = Scenario()
        for (index, port) in [1024, 1024, 2048, 2048].enumerated() {
            let mapped = Scenario.endpoint("198.51.100.7", UInt16(port))
            scenario.check(a, b, at: Double(index) * 2500, "bbbb", "aaaa", nominates: true, mapped: mapped)
        }
        let session = session(scenario)
        let agent = try #require(session.agents.first { $0.endpoints.contains(a) })
        let rebinding = try #require(agent.rebindings.first)
        #expect(agent.rebindings.count == 1)
        #expect(rebinding.evidence == .mappedAddress)
        #expect(rebinding.from == outside)
        #expect(rebinding.to.port == 2048)
        #expect(rebinding.at == scenario.moment(6))
        let side = try #require(session.pairs[0].endpoints.side(of: a))
        #expect(session.pairs[0].mappings(of: side).map(\.tally.count) == [2, 2])
    }

    @Test func `two mappings that alternate are no rebinding`() throws {
        var scenario = Scenario()
        for index in 0..<4 {
            let mapped = Scenario.endpoint("198.51.100.7", index % 2 == 0 ? 1024 : 2048)
            scenario.check(a, b, at: Double(index) * 2500, "bbbb", "aaaa", mapped: mapped)
        }
        #expect(session(scenario).agents.flatMap(\.rebindings).isEmpty)
    }

    @Test
    func `media from another port after silence is a rebinding before the tap, with checks on both it is a choice`() {
        for (second, isRebinding) in [(5100.0, true), (2000, false)] {
            var scenario = Scenario()
            scenario.check(a, b, at: 0, "bbbb", "aaaa", nominates: true)
            scenario.check(a2, b, at: second, "bbbb", "aaaa", nominates: true)
            let session = session(scenario) { path in
                let old = path.pair.side(of: a) != nil
                path.media[path.pair.side(of: b)?.other ?? .lower] = old ? media(100, 5000) : media(5200, 9000)
            }
            let rebindings = session.agents.flatMap(\.rebindings)
            #expect(rebindings.map(\.evidence) == (isRebinding ? [.sourceAddress] : []))
            if isRebinding {
                #expect(rebindings[0].from == a)
                #expect(rebindings[0].to == a2)
                #expect(rebindings[0].at.time == Scenario.time(5100))
            }
        }
    }

    @Test func `a restart at another port is no rebinding, and generations have their ends`() throws {
        var scenario = Scenario()
        for index in 0..<3 { scenario.check(a, b, at: Double(index) * 2500, "bbbb", "aaaa", nominates: true) }
        scenario.check(a2, b, at: 6000, "BBBB", "AAAA", nominates: true)
        let session = session(scenario) { path in
            let old = path.pair.side(of: a) != nil
            path.media[path.pair.side(of: b)?.other ?? .lower] = old ? media(100, 5900) : media(6100, 9000)
        }
        #expect(session.agents.flatMap(\.rebindings).isEmpty)
        let agent = try #require(session.agents.first { $0.endpoints.contains(a) })
        #expect(agent.generations.map(\.usernameFragment) == ["aaaa", "AAAA"])
        #expect(agent.generations.map(\.last.time) == [Scenario.time(5000), Scenario.time(6000)])
    }
}
