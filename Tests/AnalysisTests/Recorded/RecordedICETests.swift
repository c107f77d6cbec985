import FoundationEssentials
import Report
import Testing

/// What the client beside the tap said of its ICE: captures/ice.json, which captures/README.md explains.
private struct ClientICE: Decodable, Sendable {
    /// Its IP address; as a relayed client's stands behind the relay, not always one at the tap.
    var address: String
    /// Events iceconnectionstatechange, Unix seconds.
    var checking: Double?
    var connected: Double?
    /// Unix seconds and currentRoundTripTime in ms, once a second.
    var polls: [[Double]]

    static let all: [String: ClientICE] = {
        do {
            let data = try Data(RecordedCapture.contents(of: "ice.json"))
            return try JSONDecoder().decode([String: ClientICE].self, from: data)
        } catch {
            Issue.record("captures/ice.json cannot be read: \(error)")
            return [:]
        }
    }()
}

@Suite("Recorded calls: ICE against the client beside the tap")
struct RecordedICETests {
    private static func report(_ name: String) throws -> CallReport {
        let reports = try RecordedCapture(name: name).reports()
        try #require(reports.count == 1)
        return reports[0]
    }

    @Test("Round-trip time at every poll: all the captures together within 1 ms in the median and 1.5 ms in 95 %")
    func roundTrips() throws {
        var differences: [Double] = []
        for (name, client) in ClientICE.all {
            let samples = try #require(try Self.report(name).network.rtt?.samples, "\(name)")
            for poll in client.polls {
                let known = samples.times.lastIndex { Double($0.nanoseconds) / 1e9 <= poll[0] }
                let index = try #require(known, "\(name) at \(poll[0])")
                differences.append(abs(samples.milliseconds[index] - poll[1]))
            }
        }
        try #require(differences.count > 400)
        differences.sort()
        #expect(differences[differences.count / 2] <= 1)
        #expect(differences[differences.count * 95 / 100] <= 1.5)
    }

    @Test("checking and connected within 50 ms of the client's events", arguments: ClientICE.all.keys.sorted())
    func states(name: String) throws {
        let client = try #require(ClientICE.all[name])
        let report = try Self.report(name)
        let ice = try #require(report.network.ice)
        // A is relayed in one of them: there it is the client.
        let isClient =
            name.hasPrefix("turn-relay.tapA")
            || report.network.perspective.local?.addresses.contains(client.address) == true
        let changes = isClient ? ice.stateChanges : ice.farEndStateChanges
        for (state, event) in [(ReportedICEState.checking, client.checking), (.connected, client.connected)] {
            guard let event else { continue }
            let change = try #require(changes.first { $0.state == state })
            #expect(abs(Double(change.time.nanoseconds) / 1e9 - event) < 0.05, "\(state)")
        }
    }

    @Test("A media server that is ICE lite gives no round-trip time beside it, near or far away")
    func lite() throws {
        for name in ["media-server.tapB.pcapng", "media-server-loss.tapB.pcapng.zst"] {
            let report = try Self.report(name)
            #expect(report.segments.allSatisfy { $0.rttMilliseconds == nil })
            #expect(report.network.rtt?.path == nil)
            let reason = report.network.notObservable.first { $0.field == "segments.rtt" }?.reason
            #expect(reason == "client half not observable: ICE lite")
            // The halves are there, each by its name.
            let half = report.network.rtt?.halves.first { $0.between == .tapToFarEnd && $0.source == .stun }
            #expect(half.map { $0.statistics.medianMilliseconds < 0.3 } == true)
        }
    }

    @Test(
        "The tap's place is right where the path tells, and open where both ends are near",
        arguments: [
            ("delay-jitter.tapA.pcap.zst", ReportedTapPlace.client), ("delay-jitter.tapB.pcapng.zst", .farEnd),
            ("media-server-loss.tapB.pcapng.zst", .farEnd), ("turn-relay.tapS.pcap.zst", .relay),
            ("direct.tapA.pcap", nil), ("media-server.tapB.pcapng", nil), ("loss-5-percent.tapA.pcap.zst", nil),
            ("loss-5-percent.tapB.pcapng", nil),
        ])
    func place(name: String, place: ReportedTapPlace?) throws {
        let perspective = try Self.report(name).network.perspective
        #expect(perspective.tap == place, "\(perspective.tapEvidence)")
        #expect(!perspective.tapEvidence.isEmpty)
        #expect((perspective.tapConfidence == nil) == (place == nil))
    }

    @Test("An ICE restart: two generations, and a selected pair for each direction afterwards")
    func restart() throws {
        let ice = try #require(try Self.report("ice-restart.tapA.pcap.gz").network.ice)
        #expect(ice.generations.count == 2)
        // Old ports go on answering, and asking, with the old credentials.
        #expect(try #require(ice.generations[0].lastSeen) > ice.generations[1].firstSeen)
        for direction in [CallDirection.sent, .received] {
            #expect(ice.selections.contains { $0.direction == direction })
        }
        #expect(ice.selections.filter { $0.direction == .sent }.count == 2)
        #expect(ice.rebindings.isEmpty)
    }

    @Test("TURN: challenge, grants, permissions and traffic of the recorded relay")
    func relay() throws {
        for name in ["turn-relay.tapA.pcap.gz", "turn-relay.tapS.pcap.zst"] {
            let ice = try #require(try Self.report(name).network.ice)
            let allocation = try #require(ice.allocations.first { $0.relayed != nil })
            #expect(allocation.errors.map(\.code) == [401])
            #expect(allocation.errors.allSatisfy { $0.isChallenge && $0.method == "Allocate" })
            #expect(allocation.grants.first?.lifetimeSeconds == allocation.lifetimeSeconds)
            #expect(allocation.permissions.map(\.ip) == ["10.77.0.2"])
            #expect(allocation.expired.isEmpty)
            #expect(allocation.sentBeforePermission.isEmpty)
            #expect(try #require(allocation.toPeers).packets > 1000)
            #expect(try #require(allocation.fromPeers).packets > 1000)
        }
        let refused = try #require(try Self.report("turn-refused.tapA.pcap").network.ice?.allocations.first)
        #expect(refused.errors.filter(\.isChallenge).map(\.code) == [401])
        #expect(refused.errors.filter { !$0.isChallenge }.map(\.code) == [401])
        #expect(refused.relayed == nil)
    }

    @Test("The setup of a delayed call: each step waits for one before it, and the costliest is named")
    func setup() throws {
        let steps = try Self.report("delay-jitter.tapA.pcap.zst").network.setup
        #expect(steps.filter(\.isCostliest).count == 1)
        for step in steps {
            guard let after = step.after else { continue }
            let before = try #require(steps.first { $0.step == after })
            #expect(before.time <= step.time)
            let duration = try #require(step.durationMilliseconds)
            #expect(abs(duration - (step.milliseconds - before.milliseconds)) < 0.002)
        }
        // 80 ms each way between the taps: the first answer takes no less than two jittered ways.
        let answered = try #require(steps.first { $0.step == "first_check_answered" })
        #expect(answered.milliseconds > 100 || answered.after == "first_check_received")
        let hello = try #require(steps.first { $0.step == "dtls_client_hello" })
        #expect(hello.after != nil)
    }
}
