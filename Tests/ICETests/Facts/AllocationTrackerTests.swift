import ICE
import Testing
import Wire

@Suite("TURN allocations")
struct AllocationTrackerTests {
    private let client = Scenario.endpoint("10.0.0.1", 50000)
    private let server = Scenario.endpoint("192.0.2.3", 3478)
    private let relayed = Scenario.endpoint("192.0.2.3", 49160)
    private let first = Scenario.endpoint("198.51.100.1", 4000)
    private let second = Scenario.endpoint("198.51.100.2", 4000)

    @Test func `relayed address, lifetime, channels and release`() {
        var scenario = Scenario()
        let id = scenario.ask(.allocate, client, server, at: 0, authenticated: true)
        scenario.respond(
            id, .allocate, server, client, at: 10, mapped: client, relayed: relayed, lifetime: 600)
        scenario.ask(.channelBind, client, server, at: 20, authenticated: true, peer: first, channel: 0x4000)
        scenario.ask(.channelBind, client, server, at: 30, authenticated: true, peer: second, channel: 0x4001)
        scenario.ask(.createPermission, client, server, at: 40, authenticated: true, peer: first)
        let refresh = scenario.ask(.refresh, client, server, at: 50, authenticated: true)
        scenario.respond(refresh, .refresh, server, client, at: 60, lifetime: 0)
        let allocation = Scenario.track(scenario.events).allocation
        #expect(allocation.relayed == relayed)
        #expect(allocation.lifetime == 600)
        #expect(allocation.allocations.entries.first?.tally.first?.frame == 2)
        #expect(allocation.peer(of: ChannelNumber(rawValue: 0x4000)) == first)
        #expect(allocation.peer(of: ChannelNumber(rawValue: 0x4001)) == second)
        #expect(allocation.peer(of: ChannelNumber(rawValue: 0x4002)) == nil)
        #expect(allocation.permissions.entries.map(\.value) == [first])
        #expect(allocation.releases.count == 1)
        #expect(allocation.refreshes.count == 0)
        #expect(allocation.requestedTransports.entries.map(\.value) == [.udp])
    }

    @Test(arguments: [
        (STUNClass.request, STUNMethod.allocate, true), (.success, .refresh, false), (.error, .channelBind, false),
        (.indication, .send, true), (.indication, .data, false), (.request, .connect, true),
        (.indication, .connectionAttempt, false),
    ])
    func `the client is known from any TURN message`(kind: STUNClass, method: STUNMethod, isClient: Bool) {
        var scenario = Scenario()
        scenario.ask(.binding, server, client, at: 0)
        scenario.send(STUNMessageBuilder(kind, method, scenario.freshID()), client, server, at: 1)
        let side = EndpointPair(client, server).side(of: client)
        #expect(Scenario.track(scenario.events.prefix(1)).allocation.client == nil)
        #expect(Scenario.track(scenario.events).allocation.client == (isClient ? side : side?.other))
    }

    @Test func `a channel that is bound anew means the latest peer`() {
        var scenario = Scenario()
        for (time, peer) in [(0.0, first), (10, second), (20, first)] {
            scenario.ask(.channelBind, client, server, at: time, peer: peer, channel: 0x4000)
        }
        #expect(Scenario.track(scenario.events).allocation.peer(of: ChannelNumber(rawValue: 0x4000)) == first)
        #expect(
            Scenario.track(scenario.events.prefix(2)).allocation.peer(of: ChannelNumber(rawValue: 0x4000)) == second)
    }

    /// An allocation of 600 s at 0, refreshed at the given seconds.
    private func allocation(refreshes: [(seconds: Double, lifetime: UInt32)]) -> AllocationTracker {
        var scenario = Scenario()
        let id = scenario.ask(.allocate, client, server, at: 0, authenticated: true)
        scenario.respond(id, .allocate, server, client, at: 10, mapped: client, relayed: relayed, lifetime: 600)
        for (seconds, lifetime) in refreshes {
            let refresh = scenario.ask(.refresh, client, server, at: seconds * 1000, authenticated: true)
            scenario.respond(refresh, .refresh, server, client, at: seconds * 1000 + 10, lifetime: lifetime)
        }
        return Scenario.track(scenario.events).allocation
    }

    @Test func `an allocation runs out where its lifetime passes without a refresh`() {
        let end = Scenario.time(2_000_000)
        #expect(allocation(refreshes: []).expiries(end: end) == [Scenario.time(600_010)])
        #expect(allocation(refreshes: []).expiries(end: Scenario.time(600_000)) == [])
        #expect(allocation(refreshes: [(500, 600), (1000, 600), (1500, 600)]).expiries(end: end) == [])
        #expect(
            allocation(refreshes: [(500, 600), (1200, 600), (1500, 0)]).expiries(end: end) == [Scenario.time(1_100_010)]
        )
        // Given back in time.
        #expect(allocation(refreshes: [(500, 0)]).expiries(end: end) == [])
    }

    @Test func `a log of grants that is not whole says nothing of expiry`() {
        let many = allocation(refreshes: (1...100).map { (Double($0), $0 < 100 ? 600 : 300) })
        #expect(many.grants.count == AllocationTracker.grantCapacity)
        #expect(many.grantOverflow == 101 - AllocationTracker.grantCapacity)
        #expect(many.expiries(end: Scenario.time(9_000_000)) == [])
        #expect(many.lifetime == 300)
    }

    @Test func `data that was sent before its permission`() {
        var scenario = Scenario()
        let id = scenario.ask(.allocate, client, server, at: 0, authenticated: true)
        scenario.respond(id, .allocate, server, client, at: 10, mapped: client, relayed: relayed, lifetime: 600)
        for (time, peer) in [(20.0, first), (40, second)] {
            var data = STUNMessageBuilder(.indication, .send, scenario.freshID())
            data.append(.xorPeerAddress, address: peer)
            scenario.send(data, client, server, at: time)
        }
        scenario.ask(.createPermission, client, server, at: 30, authenticated: true, peer: first)
        scenario.ask(.createPermission, client, server, at: 35, authenticated: true, peer: second)
        #expect(Scenario.track(scenario.events).allocation.sentBeforePermission.map(\.value) == [first])
        // Without the allocation the capture may have begun later than the permission.
        #expect(Scenario.track(scenario.events.dropFirst(2)).allocation.sentBeforePermission.isEmpty)
    }
}
