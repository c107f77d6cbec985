import Analysis
import Report
import TestSupport
import Testing
import Wire

/// The usual tap: beside a media server that is ICE lite, with all its clients on one port. It forwards what each client
/// says to the next one under the same SSRC, sequence numbers and timestamps, encrypted anew; the first client talks to
/// a trunk.
@Suite("On a media server")
struct ServerTapTests {
    static let clients = 20
    static let rebinding = 7
    static let trunkSSRC: UInt32 = 0x9000

    static func client(_ index: Int) -> Agent {
        Agent("198.51.100.\(index + 1)", UInt16(40_000 + index), "client\(index)", controlling: true)
    }

    /// What client `index` says; 4 s of it.
    static func voice(_ index: Int) -> StreamScript {
        var stream = StreamScript(0x1000 + UInt32(index), count: 200, from: 0.5 + 0.001 * Double(index))
        stream.seed = 1
        stream.firstSequence = UInt16(100 * index)
        return stream
    }

    /// The same packets on another leg: 5 ms later, other bytes.
    static func forwarded(_ stream: StreamScript, tagLength: Int = 10) -> StreamScript {
        var copy = stream
        copy.start += 0.005
        copy.seed = 2
        copy.tagLength = tagLength
        return copy
    }

    static var trunkVoice: StreamScript {
        var stream = StreamScript(trunkSSRC, count: 200, from: 0.5305)
        stream.seed = 3
        stream.tagLength = 0
        return stream
    }

    static let script: CallScript = {
        var script = CallScript()
        for index in 0..<clients {
            let client = client(index)
            let server = Agent("203.0.113.5", 10_000, "session\(index)")
            let heard = index == 0 ? forwarded(trunkVoice) : forwarded(voice(index - 1))
            script.check(client, server, at: 0.01 * Double(index), nominating: true, answer: 0.0001)
            script.handshake(over: client.route(to: server), at: 0.3 + 0.001 * Double(index))
            guard index == rebinding else {
                script.consent(client, server, from: 2, to: 4, every: 0.5, answer: 0.0001)
                script.play(voice(index), over: client.route(to: server))
                script.play(heard, over: server.route(to: client))
                continue
            }
            // Half-way its NAT gives it a new port.
            var moved = client
            moved.endpoint.port += 1000
            script.play(voice(index), over: client.route(to: server), 0..<100)
            script.play(heard, over: server.route(to: client), 0..<100)
            script.consent(client, server, from: 1, to: 2.4, every: 0.5, answer: 0.0001)
            script.check(moved, server, at: 2.495, nominating: true, answer: 0.0001)
            script.play(voice(index), over: moved.route(to: server), 100..<200)
            script.play(heard, over: server.route(to: moved), 100..<200)
        }
        let trunk = Route(Endpoint("203.0.113.5", 20_000), Endpoint("192.0.2.200", 30_000))
        script.play(forwarded(voice(0), tagLength: 0), over: trunk)
        script.play(trunkVoice, over: trunk.reversed)
        return script
    }()

    @Test("20 clients and a trunk are 21 calls, none joined wrongly, no packet of one counted for another")
    func twentyOneCalls() throws {
        let reports = try analyze(Self.script)
        try #require(reports.count == 21)
        for report in reports {
            #expect(report.network.streams.count == 2)
            for stream in report.network.streams {
                #expect(stream.packets == 200)
                #expect(stream.expected == 200)
                #expect(stream.duplicates == 0)
                #expect(stream.reordered == 0)
            }
            #expect(report.network.capture.doubled == 0)
        }
        for index in 0..<Self.clients {
            let agent = Self.client(index)
            let own = reports.filter {
                $0.iceData.selectedPair?.localCandidate.ip == agent.endpoint.address.description
            }
            try #require(own.count == 1, "client \(index)")
            let report = own[0]
            let port = Int(agent.endpoint.port) + (index == Self.rebinding ? 1000 : 0)
            #expect(report.iceData.selectedPair?.localCandidate.port == port)
            #expect(report.iceData.selectedPair?.remoteCandidate.ip == "203.0.113.5")
            #expect(report.iceData.transport.dtlsState == .connected)
            #expect(report.iceData.transport.iceState == .connected)
            _ = try report.stream(Self.voice(index).ssrc, .sent)
            let heard = index == 0 ? Self.trunkSSRC : Self.voice(index - 1).ssrc
            let received = try report.stream(heard, .received)
            #expect(received.paths.count == (index == Self.rebinding ? 2 : 1))
            #expect(report.segments.last?.rttMilliseconds == nil)
            let reason = report.network.notObservable.first { $0.field == "segments.rtt" }?.reason
            #expect(reason == "client half not observable: ICE lite")
        }
    }

    @Test("Calls that carry the same SSRC name each other, whichever ends first")
    func related() throws {
        let reports = try analyze(Self.script)
        for report in reports {
            let own = Set(report.network.streams.map(\.ssrc))
            let expected = reports.filter {
                $0.call.callID != report.call.callID && !own.isDisjoint(with: $0.network.streams.map(\.ssrc))
            }
            #expect(Set(report.network.related.map(\.callID)) == Set(expected.map(\.call.callID)))
            #expect(!expected.isEmpty)
        }
    }
}
