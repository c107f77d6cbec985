import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("Round-trip times and the tap's place")
struct RoundTripTests {
    /// Checks answered after `far` by the server and after `near` by the client, every 2.5 s, and media.
    private func call(near: Double?, far: Double?, seconds: Double = 20) -> CallScript {
        let call = DirectCall()
        var script = CallScript()
        for time in stride(from: 0.0, to: seconds, by: 2.5) {
            script.check(call.client, call.server, at: time, nominating: true, answer: far)
            if let near { script.check(call.server, call.client, at: time + 1, answer: near) }
        }
        script.handshake(over: call.route, at: 0.2)
        var (sent, received) = (call.sent, call.received)
        sent.count = Int(seconds * 50)
        received.count = Int(seconds * 50)
        script.play(sent, over: call.route)
        script.play(received, over: call.route.reversed)
        return script
    }

    private func reason(_ report: CallReport) -> String? {
        report.network.notObservable.first { $0.field == "segments.rtt" }?.reason
    }

    @Test("The path is the sum of both halves, each by its name")
    func sum() throws {
        let report = try analyzeOne(call(near: 0.02, far: 0.03))
        let rtt = try #require(report.network.rtt)
        #expect(rtt.path?.medianMilliseconds == 50)
        #expect(rtt.path?.minimumMilliseconds == 50)
        let halves = rtt.halves.filter { $0.source == .stun }
        #expect(halves.map(\.between) == [.clientToTap, .tapToFarEnd])
        #expect(halves.map(\.statistics.medianMilliseconds) == [20, 30])
        #expect(halves.allSatisfy { !$0.isBound && $0.samples?.times.count == 8 })
        let samples = try #require(rtt.samples)
        #expect(samples.source == .stun)
        #expect(samples.ages.count == samples.times.count)
        // The halves are measured in turn, 0.99 and 1.51 s apart.
        #expect(samples.ages.allSatisfy { $0 < 1600 })
        #expect(report.segments.last?.rttMilliseconds == 50)
        #expect(report.network.perspective.tap == .between)
        #expect(reason(report) == nil)
    }

    @Test("Of a series too long to keep one by one, the extremes, the mean and the number are exact")
    func longSeries() throws {
        let call = DirectCall()
        var script = call.script
        for index in 0..<900 {
            // Neighbours, of which a bucket's mean and last sample show neither extreme.
            let answer = index == 300 ? 0.2 : index == 600 ? 0.002 : 0.02
            script.check(call.client, call.server, at: 1 + Double(index) / 100, answer: answer)
        }
        let halves = try #require(analyzeOne(script).network.rtt).halves
        let far = try #require(halves.first { $0.between == .tapToFarEnd && $0.source == .stun })
        #expect(far.samples?.times.count ?? 0 <= 360)
        #expect(far.statistics.samples > 900)
        #expect(far.statistics.minimumMilliseconds == 2)
        #expect(far.statistics.maximumMilliseconds == 200)
        #expect(far.statistics.medianMilliseconds == 20)
        #expect(far.statistics.percentile95Milliseconds == 20)
        #expect(abs(far.statistics.meanMilliseconds - 20.18) < 0.01)
    }

    @Test("DTLS flights bound both halves, and are no measurement")
    func bound() throws {
        let report = try analyzeOne(call(near: 0.02, far: 0.03))
        let bounds = try #require(report.network.rtt).halves.filter { $0.source == .dtls }
        // A flight every 20 ms: the server answers twice, the client once.
        #expect(bounds.map(\.isBound) == [true, true])
        #expect(bounds.map(\.statistics.samples) == [1, 2])
        #expect(bounds.map(\.statistics.medianMilliseconds) == [20, 20])
    }

    @Test("Beside the client its half is the least that was seen, and a sample comes with each answer to the client")
    func besideClient() throws {
        let report = try analyzeOne(call(near: 0.0004, far: 0.09))
        #expect(report.network.perspective.tap == .client)
        #expect(report.network.perspective.tapConfidence == .medium)
        let rtt = try #require(report.network.rtt)
        #expect(rtt.path?.medianMilliseconds == 90.4)
        #expect(rtt.samples?.times.count == 8)
    }

    @Test("Beside the far end the client's half varies")
    func besideFarEnd() throws {
        let report = try analyzeOne(call(near: 0.09, far: 0.0004))
        #expect(report.network.perspective.tap == .farEnd)
        #expect(report.network.rtt?.path?.medianMilliseconds == 90.4)
    }

    @Test("One half alone is no path, and the reason is named")
    func oneHalf() throws {
        let farOnly = try analyzeOne(call(near: nil, far: 0.05))
        #expect(farOnly.network.rtt?.path == nil)
        #expect(reason(farOnly) == "client half not observable: ICE lite")
        let unanswered = try analyzeOne(call(near: 0.05, far: nil))
        #expect(unanswered.network.rtt?.path == nil)
        #expect(reason(unanswered) == "far end's half not observable: no check of the client was answered")
    }

    @Test("A requester that the tap stands beside needs no second half")
    func requesterBesideTap() throws {
        var script = call(near: nil, far: 0.05)
        script.encapsulation.hopLimits = [IPAddress("203.0.113.5") ?? .unspecified: 57]
        let report = try analyzeOne(script)
        #expect(report.network.perspective.tap == .client)
        #expect(report.network.rtt?.path?.medianMilliseconds == 50)
        #expect(report.segments.last?.rttMilliseconds == 50)
    }

    @Test("An ICE lite server's few first checks do not make a path of its own half, but do where the client is near")
    func lite() throws {
        for (near, far, median) in [(0.06, 0.0001, nil), (0.0004, 0.06, 60.4)] as [(Double, Double, Double?)] {
            var script = call(near: nil, far: far, seconds: 60)
            script.check(DirectCall().server, DirectCall().client, at: 0.5, answer: near)
            let report = try analyzeOne(script)
            #expect(report.network.rtt?.path?.medianMilliseconds == median)
            #expect(reason(report) == (median == nil ? "client half not observable: ICE lite" : nil))
            #expect(report.segments.last?.rttMilliseconds == median)
        }
    }

    @Test("A half is carried for 30 s")
    func carried() throws {
        let call = DirectCall()
        var script = self.call(near: 0.02, far: 0.03, seconds: 10)
        // From then on only the client asks.
        for time in stride(from: 10.0, to: 60, by: 2.5) {
            script.check(call.client, call.server, at: time, answer: 0.03)
        }
        let report = try analyzeOne(script)
        let last = try #require(report.network.rtt?.samples?.times.last)
        // The far end's last check was answered at 8.52 s.
        #expect(last < UnixTime(nanoseconds: (CallScript.start + 39) * 1_000_000_000))
        #expect(last > UnixTime(nanoseconds: (CallScript.start + 35) * 1_000_000_000))
        #expect(report.segments.last?.rttMilliseconds == nil)
    }

    @Test(
        "Hop limits tell which end is near",
        arguments: [
            (64, 57, ReportedTapPlace.client), (121, 128, .farEnd), (60, 57, .between), (64, 255, nil),
        ] as [(UInt8, UInt8, ReportedTapPlace?)])
    func hopLimits(client: UInt8, server: UInt8, place: ReportedTapPlace?) throws {
        // The halves say nothing: both are short.
        var script = call(near: 0.002, far: 0.002)
        script.encapsulation.hopLimits = [
            IPAddress("192.168.1.10") ?? .unspecified: client, IPAddress("203.0.113.5") ?? .unspecified: server,
        ]
        let perspective = try analyzeOne(script).network.perspective
        #expect(perspective.tap == place, "\(perspective.tapEvidence)")
        #expect(perspective.tapEvidence.contains { $0.contains("time to live") })
    }

    @Test("An end that answers at once is near, though only its half was seen: said with low confidence")
    func oneHalfNear() throws {
        let perspective = try analyzeOne(call(near: nil, far: 0.0001)).network.perspective
        #expect(perspective.tap == .farEnd)
        #expect(perspective.tapConfidence == .low)
    }

    @Test("Evidence that contradicts itself decides nothing")
    func contradiction() throws {
        var script = call(near: 0.0004, far: 0.09)
        script.encapsulation.hopLimits = [IPAddress("192.168.1.10") ?? .unspecified: 57]
        let perspective = try analyzeOne(script).network.perspective
        #expect(perspective.tap == nil)
        #expect(perspective.tapEvidence.count == 3)
    }

    @Test("With both legs of a relay the tap is at the relay; the TURN server's answers are a part of their own")
    func relay() throws {
        let leg = Route(RelayedCallTests.relayed, RelayedCallTests.peer.endpoint)
        let both = try analyzeOne(RelayedCallTests.script(leg: leg))
        #expect(both.network.perspective.tap == .relay)
        let one = try analyzeOne(RelayedCallTests.script())
        #expect(one.network.perspective.tap != .relay)
        for report in [both, one] {
            let half = try #require(report.network.rtt?.halves.first { $0.source == .turn })
            #expect(half.between == .tapToTURN)
            #expect(half.statistics.medianMilliseconds == 20)
        }
    }
}
