import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("A relayed call")
struct RelayedCallTests {
    static let turn = Endpoint("198.51.100.1", 3478)
    static let relayed = Endpoint("198.51.100.1", 60_000)
    static let peer = Agent("203.0.113.5", 10_000, "peer")
    /// The client as its peer sees it.
    static let client = Agent("198.51.100.1", 60_000, "clie", controlling: true)

    static func use(over transport: IPProtocol = .udp) -> TURNUse {
        TURNUse(client: Endpoint("192.168.1.10", 50_000), server: turn, relayed: relayed, over: transport)
    }

    static var sent: StreamScript {
        var stream = StreamScript(0x1111_1111, count: 500, from: 1.01)
        stream.lost = [77]
        return stream
    }

    static var received: StreamScript {
        var stream = StreamScript(0x2222_2222, count: 500, from: 1.02)
        stream.duplicated = [99]
        return stream
    }

    /// Allocation, first checks in indications, then a channel; 10 s of media each way.
    static func script(over transport: IPProtocol = .udp, leg: Route? = nil) -> CallScript {
        let use = use(over: transport)
        func route(_ first: Route) -> Route { leg.map { first.then($0) } ?? first }
        let indication = route(use.indication(to: peer.endpoint))
        let channel = route(use.channel(0x4001))
        var script = CallScript()
        script.allocate(use, at: 0)
        script.permit(use, peer: peer.endpoint, at: 0.1)
        script.connect(client, peer, at: 0.2, over: indication)
        script.bind(use, channel: 0x4001, peer: peer.endpoint, at: 0.4)
        script.handshake(over: channel, at: 0.6)
        // The first second of media still in indications.
        script.play(sent, over: indication, 0..<50)
        script.play(received, over: indication.reversed, 0..<50)
        script.play(sent, over: channel, 50..<500)
        script.play(received, over: channel.reversed, 50..<500)
        script.consent(client, peer, from: 5, to: 11, over: channel)
        script.refresh(use, at: 8)
        return script
    }

    func expectFigures(_ report: CallReport, paths: Int = 1, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let sent = try report.stream(0x1111_1111, .sent)
        let received = try report.stream(0x2222_2222, .received)
        #expect(report.network.streams.count == 2, sourceLocation: sourceLocation)
        #expect(sent.packets == 499, sourceLocation: sourceLocation)
        #expect(sent.expected == 500, sourceLocation: sourceLocation)
        #expect(sent.lost == 1, sourceLocation: sourceLocation)
        #expect(sent.duplicates == 0, sourceLocation: sourceLocation)
        #expect(received.packets == 500, sourceLocation: sourceLocation)
        #expect(received.duplicates == 1, sourceLocation: sourceLocation)
        #expect(received.lost == 0, sourceLocation: sourceLocation)
        for stream in [sent, received] {
            #expect(stream.paths.count == paths, sourceLocation: sourceLocation)
            #expect(
                stream.paths.filter { $0.relay == TransportAddress(ip: "198.51.100.1", port: 3478) }.count == 1,
                sourceLocation: sourceLocation)
        }
        #expect(sent.paths.allSatisfy { $0.packets == 499 && $0.lost == 1 }, sourceLocation: sourceLocation)
        #expect(report.segments.last?.packetsSent == 499, sourceLocation: sourceLocation)
        #expect(report.segments.last?.packetsReceived == 500, sourceLocation: sourceLocation)
        #expect(report.iceData.transport.iceState == .connected, sourceLocation: sourceLocation)
        #expect(report.iceData.transport.dtlsState == .connected, sourceLocation: sourceLocation)
        #expect(
            report.iceData.selectedPair?.localCandidate
                == SelectedCandidate(type: .relay, ip: "198.51.100.1", port: 60_000), sourceLocation: sourceLocation)
        #expect(
            report.iceData.selectedPair?.remoteCandidate.ip == Self.peer.endpoint.address.description,
            sourceLocation: sourceLocation)
        #expect(report.network.capture.doubled == 0, sourceLocation: sourceLocation)
        let allocation = try #require(report.network.ice?.allocations.first, sourceLocation: sourceLocation)
        #expect(
            allocation.relayed == TransportAddress(ip: "198.51.100.1", port: 60_000), sourceLocation: sourceLocation)
        #expect(allocation.lifetimeSeconds == 600, sourceLocation: sourceLocation)
        #expect(allocation.refreshes == 1, sourceLocation: sourceLocation)
        #expect(allocation.channels.map(\.number) == [0x4001], sourceLocation: sourceLocation)
        #expect(report.finding("turn_refused") == nil, sourceLocation: sourceLocation)
        #expect(report.finding("turn_unreachable") == nil, sourceLocation: sourceLocation)
    }

    @Test("At the client: indications and ChannelData are one path of one call")
    func clientTap() throws {
        let report = try analyzeOne(Self.script())
        try expectFigures(report)
        #expect(report.finding("all_candidates_relay") != nil)
    }

    @Test("At the TURN server: both legs are one call, and each packet counts once")
    func serverTap() throws {
        let report = try analyzeOne(Self.script(leg: Route(Self.relayed, Self.peer.endpoint)))
        try expectFigures(report, paths: 2)
    }

    @Test("Over TCP, several messages in a segment")
    func manyMessages() throws {
        var script = Self.script(over: .tcp)
        script.segmentation = .messagesInSegment(3)
        try expectFigures(analyzeOne(script))
    }

    @Test("Over TCP, a message in several segments")
    func manySegments() throws {
        var script = Self.script(over: .tcp)
        script.segmentation = .segmentsInMessage(3)
        try expectFigures(analyzeOne(script))
    }

    @Test("A capture that begins in mid-call holds ChannelData alone: the streams are still seen, both ways")
    func midCall() throws {
        var script = Self.script()
        script.remove { time, _, _ in time < 8.9 }
        let report = try analyzeOne(script)
        // Packets after 8.9 s: 1.01 + 0.02 i for i >= 395, 1.02 + 0.02 i for i >= 394. Which TURN end is the client
        // shows in the ports.
        #expect(try report.stream(0x1111_1111, .sent).packets == 500 - 395)
        #expect(try report.stream(0x2222_2222, .received).packets == 500 - 394)
        #expect(try report.stream(0x1111_1111, .sent).lost == 0)
    }
}
