import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("Loss and delay of streams over time")
struct StreamTimingTests {
    private func report(_ spoil: (inout DirectCall) -> Void) throws -> StreamReport {
        var call = DirectCall()
        spoil(&call)
        return try analyzeOne(call.script).stream(0x2222_2222, .received)
    }

    @Test("Nothing wrong: no burst, no gap, nothing late")
    func clean() throws {
        let stream = try report { _ in }
        #expect(stream.bursts?.bursts == 0 && stream.bursts?.gapDensityPercent == 0)
        #expect(stream.bursts?.burstMilliseconds == nil && isNear(stream.bursts?.gapMilliseconds, 12_000))
        #expect(stream.lateLoss.map(\.bufferMilliseconds) == [60, 120, 200])
        #expect(stream.lateLoss.map(\.percent) == [0, 0, 0])
        #expect(stream.gaps.isEmpty && stream.gapCount == 0)
        #expect(isNear(stream.longestGap?.milliseconds, 20) && stream.longestGap?.cause == nil)
        // 12 s are too short for a drift.
        #expect(stream.driftPartsPerMillion == nil)
    }

    @Test("An outage of 60 packets, which a client's counter hides")
    func outage() throws {
        let stream = try report { $0.received.lost = Set(300..<360) }
        #expect(stream.lost == 60 && stream.lostAsClientCounts == 0)
        let gap = try #require(stream.gaps.first)
        #expect(stream.gapCount == 1 && gap == stream.longestGap)
        #expect(gap.cause == .lost && gap.packetsMissing == 60 && gap.countedByClient == 0)
        #expect(isNear(gap.milliseconds, 61 * 20))
        #expect(gap.start == UnixTime(nanoseconds: CallScript.time(0.61 + 299 * 0.02).nanoseconds))
        #expect(stream.bursts?.bursts == 1 && stream.bursts?.burstDensityPercent == 100)
        #expect(isNear(stream.bursts?.burstMilliseconds, 60 * 20))
        // 300 numbers before it, 240 behind it.
        #expect(isNear(stream.bursts?.gapMilliseconds, 270 * 20) && stream.bursts?.gapDensityPercent == 0)
        #expect(stream.segments.map(\.lost) == [0, 60, 60])
        #expect(stream.segments.map(\.lostAsClientCounts) == [0, 0, 0])
    }

    @Test("An outage of 40 packets counts for both")
    func shortOutage() throws {
        let stream = try report { $0.received.lost = Set(300..<340) }
        #expect(stream.gaps.map(\.packetsMissing) == [40] && stream.gaps.map(\.countedByClient) == [40])
        #expect(stream.segments.map(\.lostAsClientCounts) == [0, 40, 40])
    }

    @Test("Held for a second by the network: what waited comes at once, and late for playout")
    func held() throws {
        let stream = try report { call in
            // 300 to 349 come with 350.
            call.received.delays = (0..<600).map { (300..<350).contains($0) ? Double(350 - $0) * 0.02 : 0 }
        }
        #expect(stream.lost == 0 && stream.reordered == 0)
        let gap = try #require(stream.gaps.first)
        #expect(gap.cause == .networkHeld && gap.packetsMissing == 0 && isNear(gap.milliseconds, 51 * 20))
        // Later than 60 ms: 300 to 346; than 120 ms: to 343; than 200 ms: to 339.
        for (late, count) in zip(stream.lateLoss, [47.0, 44, 40]) { #expect(isNear(late.percent, count / 6)) }
    }

    @Test("The sender stops for 3 s, with its clock running on or standing still", arguments: [true, false])
    func senderPaused(isClockRunning: Bool) throws {
        let call = DirectCall()
        var script = call.setup
        var resumed = call.received
        resumed.start += 3
        if isClockRunning { resumed.firstTimestamp += 3 * 48_000 }
        script.play(call.sent, over: call.route)
        script.play(call.received, over: call.route.reversed, 0..<200)
        script.play(resumed, over: call.route.reversed, 200..<600)
        let stream = try analyzeOne(script).stream(0x2222_2222, .received)
        #expect(stream.gaps.map(\.cause) == [.senderPaused] && isNear(stream.longestGap?.milliseconds, 3020))
        #expect(stream.lost == 0)
    }

    @Test("Duplicates and reordered packets by the interval")
    func intervals() throws {
        let stream = try report { call in
            call.received.duplicated = [10, 20, 300]
            call.received.swapped = [40, 310, 500]
        }
        #expect(stream.duplicates == 3 && stream.reordered == 3)
        #expect(stream.segments.map(\.duplicates) == [2, 3, 3])
        #expect(stream.segments.map(\.reordered) == [1, 2, 3])
    }

    @Test("Bursts by RFC 3611: losses closer than 16 packets belong together")
    func bursts() throws {
        // 100 to 110 with 3 lost; 200 and 300 alone; 400 and 401.
        let stream = try report { $0.received.lost = [100, 105, 110, 200, 300, 400, 401] }
        let bursts = try #require(stream.bursts)
        #expect(bursts.bursts == 2 && bursts.minimumGap == 16)
        #expect(isNear(bursts.burstDensityPercent, 5.0 / 13 * 100))
        #expect(isNear(bursts.gapDensityPercent, 2.0 / 587 * 100))
        #expect(isNear(bursts.burstMilliseconds, 13.0 / 2 * 20) && isNear(bursts.gapMilliseconds, 587.0 / 3 * 20))
    }

    @Test("A sender's clock that runs 100 ppm slow")
    func drift() throws {
        let stream = try report { call in
            call.received.count = 3000
            call.received.delays = (0..<3000).map { Double($0) * 0.02 * 1e-4 }
        }
        let drift = try #require(stream.driftPartsPerMillion)
        #expect(abs(drift + 100) < 1)
        #expect((stream.driftUncertaintyPartsPerMillion ?? 100) < 1)
    }

    @Test("Another route in mid-call shows in the hop limit")
    func route() throws {
        let call = DirectCall()
        var before = call.setup
        before.play(call.sent, over: call.route)
        before.play(call.received, over: call.route.reversed, 0..<400)
        before.encapsulation = Encapsulation(timeToLive: 54)
        var after = CallScript()
        after.play(call.received, over: call.route.reversed, 400..<600)
        after.encapsulation = Encapsulation(timeToLive: 53)
        let report = try analyzeOne(before.capture.merged(with: after.capture))
        let path = try #require(try report.stream(0x2222_2222, .received).paths.first)
        #expect(path.hopLimits == [54, 53] && path.dscp == [0] && path.ecn == [0])
        #expect(path.ipHeaders.map(\.packets) == [400, 200])
        #expect(path.ipHeaders[1].firstFrame > path.ipHeaders[0].firstFrame)
        #expect(try report.stream(0x1111_1111, .sent).paths.first?.hopLimits == [54])
    }

    @Test("Without a clock rate neither lateness nor drift is said")
    func withoutClock() throws {
        let report = try analyzeOne(
            {
                let call = DirectCall()
                var script = call.setup
                script.play(call.sent, over: call.route)
                script.play(call.received, over: call.route.reversed, 0..<4)
                return script
            }())
        let stream = try report.stream(0x2222_2222, .received)
        #expect(stream.jitter == nil && stream.lateLoss.isEmpty && stream.driftPartsPerMillion == nil)
        #expect(report.network.notObservable.contains { $0.field.contains("late_loss") })
        #expect(report.network.notObservable.contains { $0.field == "network.streams.client_jump_threshold" })
    }

    private func isNear(_ figure: Double?, _ value: Double) -> Bool { figure.map { abs($0 - value) < 0.001 } ?? false }
}
