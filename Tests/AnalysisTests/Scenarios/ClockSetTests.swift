import Report
import TestSupport
import Testing
import Wire

@testable import Analysis

/// A capture over whose calls the machine's clock was set.
@Suite("A clock that was set")
struct ClockSetTests {
    private static let hour = 3600.0

    /// From `time` on the clock shows so many seconds more.
    private func setClock(of capture: Capture, by seconds: Double, at time: Double) -> Capture {
        var capture = capture
        for index in capture.frames.indices where capture.frames[index].time >= CallScript.time(time) {
            capture.frames[index].time = capture.frames[index].time.advanced(byNanoseconds: Int64(seconds * 1e9))
        }
        return capture
    }

    /// A call of its own addresses, from `start` on for about `seconds`.
    private func call(_ number: UInt8, from start: Double, seconds: Double) -> CallScript {
        let client = Agent("192.168.1.\(number)", 50_000, "clie\(number)", controlling: true)
        let server = Agent("203.0.113.5", 10_000, "serv\(number)")
        var script = CallScript(seed: UInt64(number))
        script.connect(client, server, at: start)
        script.play(
            StreamScript(UInt32(number), count: Int(seconds * 50), from: start + 0.2), over: client.route(to: server))
        return script
    }

    @Test("Ends no call, and none lasts longer for it", arguments: [hour, -2 * hour, 40, 400 * 24 * hour, -24 * hour])
    func oneCall(seconds: Double) throws {
        let healthy = try analyzeOne(DirectCall().script)
        let report = try analyzeOne(setClock(of: DirectCall().script.capture, by: seconds, at: 6))
        #expect(report.network.streams.map(\.packets) == healthy.network.streams.map(\.packets))
        #expect(report.network.streams.map(\.lost) == healthy.network.streams.map(\.lost))
        let (duration, expected) = (report.call.durationSeconds ?? 0, healthy.call.durationSeconds ?? 0)
        #expect(abs(duration - expected) < 0.05)
        let step = try #require(report.network.capture.clockSteps.first)
        #expect(report.network.capture.clockSteps.count == 1)
        #expect(abs(step.milliseconds / 1000 - seconds) < 0.05)
    }

    @Test("A call that has ended before ends no later for it", arguments: [hour, -2 * hour, -24 * hour])
    func endedBefore(seconds: Double) throws {
        var script = call(1, from: 0, seconds: 10)
        script.append(call(2, from: 1, seconds: 100))
        var analyzer = Analyzer()
        // Nothing of the second call is cut off.
        let capture = setClock(of: script.capture, by: seconds, at: 30)
        var batch = Capture(frames: capture.frames.dropLast()).batch
        analyzer.receive(batch)
        #expect(analyzer.takeReports().flatMap { $0.network.streams.map(\.packets) } == [500])
        batch = CaptureBatch()
        analyzer.finish()
        #expect(analyzer.takeReports().flatMap { $0.network.streams.map(\.packets) } == [4999])
    }

    @Test("Where the capture holds nothing for longer than calls may be idle, the streams went on: no clock was set")
    func captureGap() throws {
        var script = call(1, from: 0, seconds: 400)
        script.remove { time, _, _ in time > 100 && time < 150 }
        var options = AnalysisOptions()
        options.idleNanoseconds = 40_000_000_000
        let report = try analyzeOne(script, options: options)
        #expect(report.network.capture.clockSteps.isEmpty)
        #expect(report.network.streams.map(\.lost) == [2499])
        #expect(abs((report.call.durationSeconds ?? 0) - 400.18) < 0.01)
    }

    @Test("One frame stamped an hour ahead changes nothing")
    func strayFrame() throws {
        var capture = DirectCall().script.capture
        let middle = capture.frames.count / 2
        capture.frames[middle].time = capture.frames[middle].time.advanced(byNanoseconds: 3_600_000_000_000)
        let report = try analyzeOne(capture)
        #expect(report.network.streams.map(\.packets) == [600, 600])
        #expect(report.network.streams.map(\.lost) == [0, 0])
    }
}
