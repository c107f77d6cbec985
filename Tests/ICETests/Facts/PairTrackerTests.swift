import ICE
import Testing
import Wire

@Suite("What the messages of one path say")
struct PairTrackerTests {
    private let a = Scenario.endpoint("10.0.0.1", 50000)
    private let b = Scenario.endpoint("10.0.0.2", 60000)

    private func facts(_ scenario: Scenario) -> PairFacts { Scenario.track(scenario.events).facts }

    @Test func `a round trip runs from the request's frame to the answer's`() throws {
        var scenario = Scenario()
        scenario.check(a, b, at: 0, "bbbb", "aaaa", answer: 40)
        scenario.check(a, b, at: 2000, "bbbb", "aaaa", answer: 60)
        scenario.check(b, a, at: 2500, "aaaa", "bbbb", role: .controlled, answer: 3)
        let facts = facts(scenario)
        #expect(facts.checks.map(\.fragments.receiver) == ["bbbb", "aaaa"])
        let forth = facts.bindings(from: .lower)
        #expect(forth.roundTrips.buckets.map(\.last) == [40_000_000, 60_000_000])
        #expect(facts.bindings(from: .upper).roundTrips.buckets.map(\.last) == [3_000_000])
        // The second answer arrived at 2060 ms.
        #expect(forth.roundTrips.last(at: Scenario.time(2059), age: 30_000_000_000)?.nanoseconds == 40_000_000)
        #expect(forth.roundTrips.last(at: Scenario.time(2060), age: 30_000_000_000)?.nanoseconds == 60_000_000)
        #expect(forth.roundTrips.last(at: Scenario.time(33000), age: 30_000_000_000) == nil)
        #expect(forth.roundTrips.last(at: Scenario.time(39), age: 30_000_000_000) == nil)
    }

    @Test(arguments: [(1, 520.0), (2, 20.0)])
    func `RFC 7982 tells which transmission was answered`(transmission: UInt8, roundTrip: Double) {
        var scenario = Scenario()
        let id = scenario.freshID()
        for count in 1...2 {
            var request = STUNMessageBuilder(.request, .binding, id)
            request.append(.transactionTransmitCounter, [0, 0, UInt8(count), 0])
            scenario.send(request, a, b, at: Double(count - 1) * 500)
        }
        var response = STUNMessageBuilder(.success, .binding, id)
        response.append(.transactionTransmitCounter, [0, 0, transmission, 1])
        scenario.send(response, b, a, at: 520)
        let samples = facts(scenario).bindings(from: .lower).roundTrips
        #expect(samples.buckets.map(\.last) == [Int64(roundTrip * 1_000_000)])
    }

    @Test func `an answer without its request is counted, and measures nothing`() {
        var scenario = Scenario()
        scenario.respond(scenario.freshID(), .binding, b, a, at: 0, mapped: a)
        let bindings = facts(scenario).bindings(from: .lower)
        #expect(bindings.requests.count == 0)
        #expect(bindings.successes.count == 1)
        #expect(bindings.unmatchedAnswers == 1)
        #expect(bindings.roundTrips.isEmpty)
        #expect(bindings.mapped.entries.map(\.value) == [a])
    }

    @Test func `more checks than are kept whole still add up`() {
        var scenario = Scenario()
        for index in 0..<500 {
            scenario.check(
                a, b, at: Double(index) * 100, "bbbb", "aaaa", nominates: index % 2 == 0,
                answer: index % 5 == 0 ? nil : 2)
        }
        let forth = facts(scenario).bindings(from: .lower)
        #expect(forth.requests.count == 500)
        #expect(forth.successes.count == 400)
        #expect(forth.nominations.count == 250)
        // Even, and no multiple of 5: every second one but each tenth.
        #expect(forth.nominationSuccesses.count == 200)
        #expect(forth.requests.last?.time == Scenario.time(49900))
        #expect(forth.roundTrips.count == 400)
    }

    @Test(arguments: [(62, true), (63, true), (64, false)])
    func `an answer finds its request among the latest 64`(between: Int, matches: Bool) {
        var scenario = Scenario()
        let id = scenario.ask(.binding, a, b, at: 0)
        for index in 0..<between { scenario.check(a, b, at: 1 + Double(index), "bbbb", "aaaa", answer: nil) }
        scenario.respond(id, .binding, b, a, at: 900, mapped: a)
        #expect(facts(scenario).bindings(from: .lower).unmatchedAnswers == (matches ? 0 : 1))
    }

    @Test func `gaps between answers`() {
        var scenario = Scenario()
        // Answered, three lost, answered, one lost for good.
        for (time, answer) in [(0.0, 1.0), (5000, nil), (10000, nil), (15000, nil), (20000, 1.0), (25000, nil)] {
            scenario.check(a, b, at: time, "bbbb", "aaaa", answer: answer)
        }
        let gaps = facts(scenario).bindings(from: .lower).gaps
        #expect(gaps.leading == nil)
        #expect(gaps.between.map(\.requests) == [3])
        #expect(gaps.between.first?.after?.time == Scenario.time(1))
        #expect(gaps.between.first?.until?.time == Scenario.time(20001))
        #expect(gaps.between.first?.length == 20_000_000_000)
        #expect(gaps.trailing?.requests == 1)
        #expect(gaps.trailing?.after?.time == Scenario.time(20001))
    }

    @Test func `keepalives, software and plain Binding requests`() {
        var scenario = Scenario()
        var keepalive = STUNMessageBuilder(.indication, .binding, scenario.freshID())
        keepalive.append(.software, text: "libnice")
        scenario.send(keepalive, b, a, at: 25000)
        scenario.ask(.binding, a, b, at: 26000)
        let facts = facts(scenario)
        #expect(facts.keepalives.upper.count == 1)
        #expect(facts.keepalives.lower.count == 0)
        #expect(facts.software.upper.entries.map(\.value) == ["libnice"])
        #expect(facts.checks.isEmpty)
        #expect(facts.serverClient == .lower)
    }

    @Test func `a TURN user's name with a colon is no ICE username`() {
        var scenario = Scenario()
        scenario.ask(.allocate, a, b, at: 0, authenticated: true)
        let facts = facts(scenario)
        #expect(facts.checks.isEmpty)
        #expect(facts.others.map(\.key.method) == [.allocate])
    }

    @Test func `both directions of a check share a session key, and generations do not`() throws {
        func key(_ username: String) throws -> CheckCredentials {
            var builder = STUNMessageBuilder(.request, .binding, STUNTransactionID(1, 2))
            builder.append(.username, text: username)
            let bytes = builder.bytes
            let credentials = CheckCredentials(of: builder.message, in: bytes.span)
            return try #require(credentials)
        }
        let forth = try key("bbbb:aaaa")
        let back = try key("aaaa:bbbb")
        #expect(forth.sessionKey == back.sessionKey)
        #expect(forth.senderKey == back.receiverKey)
        #expect(try key("bbbb:aaac").sessionKey != forth.sessionKey)
        #expect(try key("bbbb:aaac").receiverKey == forth.receiverKey)
    }

    @Test func `hostile floods stay within bounds`() {
        var random = SplitMix(state: 3)
        var scenario = Scenario()
        for index in 0..<1500 {
            let name = String(random.next(), radix: 36)
            scenario.check(a, b, at: Double(index), name, "aaaa", answer: nil)
            scenario.ask(.channelBind, a, b, at: Double(index), peer: b, channel: UInt16(0x4000 + index % 4096))
        }
        let tracker = Scenario.track(scenario.events)
        let facts = tracker.facts
        // 1500 checks of a name each and 1500 channels of one kind: all but the first 48 kinds are left out.
        #expect(facts.checks.count + facts.others.count == TransactionSums.capacity)
        #expect(facts.overflow == 1501 - TransactionSums.capacity)
        #expect(facts.allocation.channels.entries.count == 64)
        #expect(facts.allocation.channels.overflow == 1500 - 64)
    }

    @Test func `no single-byte change of a check or an answer traps`() {
        var scenario = Scenario()
        scenario.check(a, b, at: 0, "bbbb", "aaaa", nominates: true)
        let id = scenario.ask(.channelBind, a, b, at: 5, authenticated: true, peer: b, channel: 0x4001)
        scenario.respond(id, .allocate, b, a, at: 6, mapped: a, relayed: b, lifetime: 600)
        var tracker = PairTracker()
        for event in scenario.events {
            for index in event.bytes.indices {
                for value in [UInt8(0), 1, 0x7F, 0xFF] {
                    var bytes = event.bytes
                    bytes[index] = value
                    guard let message = try? STUNMessage(parsing: bytes.span) else { continue }
                    tracker.observe(message, in: bytes.span, from: event.sender, at: event.moment)
                }
            }
        }
        let path = ICEPath(EndpointPair(a, b), facts: tracker.facts)
        let session = ICESession(paths: [path], end: scenario.moment(1))
        #expect(session.pairs.count == 1)
    }
}
