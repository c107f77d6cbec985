import Analysis
import Report
import TestSupport
import Testing
import Wire

/// What getStats counts on the transport: everything between the peers but STUN.
@Suite("Transport counters")
struct TransportCounterTests {
    /// Bytes of all datagrams of a script from `source` that are not STUN.
    static func bytes(_ script: CallScript, from source: Endpoint) -> Int {
        var packet = NetworkPacket()
        return script.capture.frames.reduce(0) { sum, frame in
            let error = FrameDecoder.decode(
                frame.bytes.span, originalLength: frame.bytes.count, linkType: frame.linkType, interface: 0,
                into: &packet)
            let first = frame.bytes[packet.payloadOffset]
            return error == nil && packet.source == source && first > 3 ? sum + packet.payloadLength : sum
        }
    }

    @Test("RTP with its duplicates, RTCP and DTLS count, checks do not")
    func direct() throws {
        let call = CaptureQualityTests.call
        var script = call.script
        for time in [2.0, 7.0] { script.protectedControl(0x1111_1111, over: call.route, at: time) }
        let report = try analyzeOne(script)
        let counters = try #require(report.network.transport)
        // 3 lost, 2 twice; 2 SRTCP; 2 flights of DTLS each way.
        #expect(counters.packetsSent == 600 - 3 + 2 + 2 + 2)
        #expect(counters.packetsReceived == 600 + 2)
        #expect(counters.bytesSent == Self.bytes(script, from: call.client.endpoint))
        #expect(counters.bytesReceived == Self.bytes(script, from: call.server.endpoint))
        #expect(report.network.ice?.pairs.map(\.traffic) == [counters])
    }

    @Test("What the capture itself doubled counts once")
    func doubled() throws {
        let script = DirectCall().script
        var other = script
        other.encapsulation = Encapsulation(timeToLive: 63)
        let single = try analyzeOne(script)
        let report = try analyzeOne(script.capture.merged(with: other.capture))
        #expect(report.network.transport == single.network.transport)
    }

    @Test("Through a relay the inner bytes count, whether one leg is seen or both")
    func relayed() throws {
        let report = try analyzeOne(RelayedCallTests.script())
        let counters = try #require(report.network.transport)
        let packet = RelayedCallTests.sent.packetLength
        #expect(counters.packetsSent == 499 + 2)
        #expect(counters.packetsReceived == 501 + 2)
        let handshake = counters.bytesReceived - 501 * packet
        #expect(handshake > 0 && handshake < 2000)
        let leg = Route(RelayedCallTests.relayed, RelayedCallTests.peer.endpoint)
        let both = try analyzeOne(RelayedCallTests.script(leg: leg))
        #expect(both.network.transport == counters)
        #expect(both.network.ice?.pairs.compactMap(\.traffic) == [counters])
    }

    @Test("Without a peer there is nothing to count, and the report says so")
    func noPeer() throws {
        var script = CallScript()
        script.allocate(RelayedCallTests.use(), at: 0, refusal: .unauthenticated)
        let report = try analyzeOne(script)
        #expect(report.network.transport == nil)
        #expect(report.network.notObservable.contains { $0.field == "network.transport" })
    }
}
