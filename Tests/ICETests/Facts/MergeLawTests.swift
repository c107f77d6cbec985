import ICE
import Testing
import Wire

/// Observing a sequence is the same as observing any consecutive pieces of it and appending them.
@Suite("The whole equals any consecutive pieces")
struct MergeLawTests {
    private let client = Scenario.endpoint("10.0.0.1", 50000)
    private let peer = Scenario.endpoint("192.0.2.9", 3478)

    /// Checks of two generations both ways, retransmissions, late, missing and doubled answers, errors, keepalives, TURN.
    private func randomScenario(_ random: inout SplitMix, messages: Int) -> Scenario {
        var scenario = Scenario()
        var open:
            [(id: STUNTransactionID, method: STUNMethod, from: Endpoint, to: Endpoint, request: STUNMessageBuilder)] =
                []
        var time = 0.0
        while scenario.events.count < messages {
            time += Double(Int.random(in: 0...400, using: &random)) * (random.next() % 40 == 0 ? 100 : 1)
            let (from, to) = random.next() % 2 == 0 ? (client, peer) : (peer, client)
            switch random.next() % 10 {
            case 0...3:
                let method: STUNMethod =
                    [.binding, .binding, .binding, .allocate, .channelBind, .refresh, .googPing]
                    .randomElement(using: &random) ?? .binding
                var request = STUNMessageBuilder(.request, method, scenario.freshID())
                if random.next() % 4 > 0 {
                    let generation = random.next() % 2
                    request.append(.username, text: from < to ? "a\(generation):b" : "b:a\(generation)")
                    request.append(random.next() % 8 == 0 ? .iceControlled : .iceControlling, uint64: 5)
                    request.append(.priority, uint32: UInt32(random.next() % 3))
                    if random.next() % 3 == 0 { request.append(.useCandidate) }
                }
                request.append(channelNumber: ChannelNumber(rawValue: UInt16(0x4000 + random.next() % 3)))
                request.append(.xorPeerAddress, address: Scenario.endpoint("192.0.2.7", UInt16(random.next() % 3)))
                open.append((request.message.transactionID, method, from, to, request))
                scenario.send(request, from, to, at: time)
            case 4...7:
                guard let index = open.indices.randomElement(using: &random) else { continue }
                let transaction = open[index]
                if random.next() % 5 > 0 { open.remove(at: index) }
                scenario.respond(
                    transaction.id, transaction.method, transaction.to, transaction.from, at: time,
                    error: random.next() % 5 == 0 ? .roleConflict : nil, mapped: transaction.from, relayed: peer,
                    lifetime: UInt32(random.next() % 2))
            case 8:
                guard let transaction = open.randomElement(using: &random) else { continue }
                scenario.send(transaction.request, transaction.from, transaction.to, at: time)
            default:
                var indication = STUNMessageBuilder(
                    .indication, random.next() % 2 == 0 ? .binding : .send, scenario.freshID())
                indication.append(.xorPeerAddress, address: peer)
                indication.append(.software, text: "agent")
                scenario.send(indication, from, to, at: time)
            }
            // No more are open than the log can look back.
            if open.count > 12 { open.removeFirst() }
        }
        return scenario
    }

    @Test(arguments: [30, 150, 700])
    func `random messages, random cuts`(messages: Int) {
        var random = SplitMix(state: UInt64(messages))
        for round in 0..<12 {
            let events = randomScenario(&random, messages: messages).events
            let whole = Scenario.track(events)
            var cuts = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                Int.random(in: 0...events.count, using: &random)
            }
            cuts = ([0, events.count] + cuts).sorted()
            let pieces = zip(cuts, cuts.dropFirst()).map { Scenario.track(events[$0..<$1]) }
            let leftToRight = pieces.dropFirst().reduce(into: pieces[0]) { $0.append($1) }
            let rightToLeft = pieces.dropLast().reversed().reduce(pieces[pieces.count - 1]) { later, earlier in
                var joined = earlier
                joined.append(later)
                return joined
            }
            // As Booleans: a tracker printed fills the screen.
            let agree = (leftToRight == whole, rightToLeft == whole, leftToRight.facts == whole.facts)
            #expect(agree == (true, true, true), "round \(round), cuts \(cuts)")
        }
    }

    @Test func `a request, its repetition and its answer in three pieces are one transaction`() {
        var scenario = Scenario()
        let id = scenario.freshID()
        let request = STUNMessageBuilder(.request, .binding, id)
        scenario.send(request, client, peer, at: 0)
        scenario.send(request, client, peer, at: 500)
        scenario.respond(id, .binding, peer, client, at: 520, mapped: client)
        var tracker = PairTracker()
        for event in scenario.events { tracker.append(Scenario.track([event])) }
        let bindings = tracker.facts.bindings(from: EndpointPair(client, peer).side(of: client) ?? .upper)
        #expect(bindings.requests.count == 1)
        #expect(bindings.retransmissions == 1)
        #expect(bindings.successes.count == 1)
        #expect(bindings.unmatchedAnswers == 0)
        // Karn: which of the two was answered is not known.
        #expect(bindings.roundTrips.isEmpty)
    }

    @Test func `sample series add up though their steps differ`() {
        var random = SplitMix(state: 9)
        var whole = SampleSeries()
        var pieces: [SampleSeries] = [SampleSeries()]
        var time: Int64 = -50_000_000_000
        for index in 0..<3000 {
            time += Int64.random(in: 1_000_000...3_000_000_000, using: &random)
            let sample = Int64.random(in: 0...1_000_000, using: &random)
            whole.observe(sample, at: Timestamp(nanoseconds: time))
            if index % 700 == 699 { pieces.append(SampleSeries()) }
            pieces[pieces.count - 1].observe(sample, at: Timestamp(nanoseconds: time))
        }
        let joined = pieces.dropFirst().reduce(into: pieces[0]) { $0.append($1) }
        let agree = joined == whole
        #expect(agree)
        #expect(whole.count == 3000)
        #expect(whole.buckets.count <= SampleSeries.capacity)
        #expect(whole.buckets.count > SampleSeries.capacity / 2)
    }
}
