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

    @Test("Cut by a snap length of any size, every frame is read as far as it goes")
    func everySnapLength() throws {
        var whole = Self.script().capture
        whole.frames.removeLast(whole.frames.count - 120)
        for length in 0..<240 {
            var cut = whole
            cut.cut(to: length)
            // An RTP header in ChannelData ends at byte 58, that of a STUN message at 62.
            let captures = try analyze(cut).map(\.network.capture)
            #expect(captures.count == (length < 58 ? 0 : 1))
            #expect(captures.allSatisfy { $0.packets == 120 && $0.truncated > 0 })
            var dump = FrameDump()
            #expect(dump.lines(for: cut.batch).count { $0 == UInt8(ascii: "\n") } == 120)
        }
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

    @Test("At a TURN server, five clients of one media server's port are five calls")
    func manyClients() throws {
        var script = CallScript()
        for index in 0..<5 {
            let relayed = Endpoint("198.51.100.1", UInt16(60_000 + index))
            let use = TURNUse(client: Endpoint("192.0.2.\(index + 1)", 50_000), server: Self.turn, relayed: relayed)
            var client = Agent("198.51.100.1", relayed.port, "clie\(index)", controlling: true)
            client.endpoint = relayed
            let peer = Agent("203.0.113.5", 10_000, "peer\(index)")
            let route = use.channel(0x4001).then(Route(relayed, peer.endpoint))
            let start = 0.003 * Double(index)
            script.allocate(use, at: start)
            script.permit(use, peer: peer.endpoint, at: start + 0.1)
            script.bind(use, channel: 0x4001, peer: peer.endpoint, at: start + 0.2)
            script.connect(client, peer, at: start + 0.3, over: route)
            script.handshake(over: route, at: start + 0.5)
            script.play(StreamScript(0x1000 + UInt32(index), count: 100, from: start + 1), over: route)
            script.play(StreamScript(0x2000 + UInt32(index), count: 100, from: start + 1), over: route.reversed)
        }
        let reports = try analyze(script)
        try #require(reports.count == 5)
        // They end in the order of their beginnings.
        for (index, report) in reports.enumerated() {
            #expect(report.iceData.selectedPair?.localCandidate.port == 60_000 + index)
            #expect(report.network.streams.count == 2)
            #expect(try report.stream(0x1000 + UInt32(index), .sent).packets == 100)
            #expect(try report.stream(0x2000 + UInt32(index), .received).packets == 100)
            #expect(report.network.streams.allSatisfy { $0.paths.count == 2 && $0.lost == 0 && $0.duplicates == 0 })
            #expect(report.network.related.isEmpty)
        }
    }

    @Test("Both clients relayed by one server: the tap beside it sees a leg of each, and one call")
    func bothRelayed() throws {
        let one = Self.use()
        let two = TURNUse(
            client: Endpoint("192.168.2.20", 51_000), server: Self.turn, relayed: Endpoint("198.51.100.1", 61_000))
        let peer = Agent("198.51.100.1", 61_000, "peer")
        var script = CallScript()
        for (use, other, time) in [(one, two, 0.0), (two, one, 0.005)] {
            script.allocate(use, at: time)
            script.permit(use, peer: other.relayed, at: time + 0.1)
            script.bind(use, channel: 0x4001, peer: other.relayed, at: time + 0.2)
        }
        // Up the first client's channel, then down the second's.
        let route = one.channel(0x4001).then(two.channel(0x4001).reversed)
        script.connect(Self.client, peer, at: 0.3, over: route)
        script.handshake(over: route, at: 0.5)
        script.play(StreamScript(0x1111, count: 200, from: 1), over: route)
        script.play(StreamScript(0x2222, count: 200, from: 1), over: route.reversed)
        let report = try analyzeOne(script)
        #expect(report.network.streams.count == 2)
        for stream in report.network.streams {
            #expect(stream.packets == 200)
            #expect(stream.duplicates == 0)
            #expect(stream.paths.map(\.packets) == [200, 200])
        }
        #expect(Set(report.network.streams.map(\.direction)) == [.sent, .received])
        #expect(report.network.capture.doubled == 0)
        #expect(report.iceData.selectedPair?.localCandidate.type == .relay)
        #expect(report.iceData.selectedPair?.remoteCandidate.type == .relay)
        #expect(report.network.ice?.allocations.count == 2)
    }
}
