import ICE
import Testing
import Wire

@testable import Analysis

@Suite("The capture's own time")
struct CaptureClockTests {
    private static let second: Int64 = 1_000_000_000
    private static let day: Int64 = 86_400 * second
    private static let year: Int64 = 365 * day

    /// Reads times in s after a common start.
    private func read(_ times: [Int64], with clock: inout CaptureClock) -> [CaptureClock.Reading] {
        times.enumerated().map { index, time in
            clock.observe(Timestamp(nanoseconds: 1_700_000_000 * Self.second + time), frame: UInt64(index + 1))
        }
    }

    @Test("Frames in order move it second by second")
    func plain() {
        var clock = CaptureClock()
        let readings = read([0, 400_000_000, 999_000_000, Self.second, 3 * Self.second], with: &clock)
        #expect(readings == [.newSecond, .plain, .plain, .newSecond, .newSecond])
        #expect(clock.now?.nanoseconds == 1_700_000_003 * Self.second)
        #expect(clock.steps.isEmpty && clock.strayFrames == 0)
    }

    @Test("One frame stamped years away moves nothing", arguments: [30, -30, 200])
    func stray(years: Int) {
        let away = Int64(years) * Self.year
        var clock = CaptureClock()
        let readings = read([0, 20_000_000, away, 40_000_000, 60_000_000], with: &clock)
        #expect(readings == [.newSecond, .plain, .suspect, .refutesSuspect, .plain])
        #expect(clock.strayFrames == 1 && clock.firstStray == 3)
        #expect(clock.timeBeforeSuspect.nanoseconds == 1_700_000_000 * Self.second + 20_000_000)
        #expect((clock.now?.nanoseconds ?? 0) <= 1_700_000_001 * Self.second)
    }

    @Test("Two of them do: captures were merged", arguments: [30, -30])
    func merged(years: Int) {
        let away = Int64(years) * Self.year
        var clock = CaptureClock()
        let readings = read([0, away, away + 20_000_000], with: &clock)
        #expect(readings == [.newSecond, .suspect, .confirmsSuspect])
        #expect(clock.now?.nanoseconds == 1_700_000_000 * Self.second + away + 20_000_000)
        #expect(clock.steps.map(\.nanoseconds) == [away] && clock.steps.map(\.frame) == [2])
        #expect(clock.strayFrames == 0)
    }

    @Test("Strays in different directions refute each other, and none moves the time")
    func twoStrays() {
        var clock = CaptureClock()
        let readings = read([0, Self.year, -Self.year, 9 * Self.year, 20_000_000], with: &clock)
        #expect(readings == [.newSecond, .suspect, .replacesSuspect, .replacesSuspect, .refutesSuspect])
        #expect(clock.now?.nanoseconds == 1_700_000_000 * Self.second + 20_000_000)
        #expect(clock.timeBeforeSuspect.nanoseconds == 1_700_000_000 * Self.second)
        #expect(clock.strayFrames == 3 && clock.firstStray == 2)
    }

    @Test("A stray at the end is refuted by the end")
    func strayAtTheEnd() {
        var clock = CaptureClock()
        _ = read([0, Self.year], with: &clock)
        clock.refuteSuspect()
        #expect(clock.strayFrames == 1 && clock.firstStray == 2)
    }

    @Test("A step back of more than a second is the clock's")
    func stepBack() {
        var clock = CaptureClock()
        _ = read([10 * Self.second, 10 * Self.second - 5_000_000, 4 * Self.second], with: &clock)
        #expect(clock.steps.map(\.nanoseconds) == [-(6 * Self.second - 5_000_000)])
        #expect(clock.now?.nanoseconds == 1_700_000_010 * Self.second)
    }

    @Test("Frames that go on from a step back for 2 s: the clock was set")
    func setBack() {
        var clock = CaptureClock()
        let back = (0...5).map { 4 * Self.second + $0 * 500_000_000 }
        let readings = read([10 * Self.second] + back, with: &clock)
        #expect(readings == [.newSecond, .plain, .plain, .plain, .plain, .clockSetBack, .plain])
        #expect(clock.now?.nanoseconds == 1_700_000_006 * Self.second)
        let start = 1_700_000_000 * Self.second
        #expect(
            clock.present(Moment(Timestamp(nanoseconds: start + 9 * Self.second), frame: 1)).nanoseconds == start + 3
                * Self.second)
        #expect(clock.present(Moment(Timestamp(nanoseconds: start), frame: 2)).nanoseconds == start)
    }

    @Test("Interfaces whose clocks differ set none back", arguments: [2, 40, 4000])
    func interfaces(seconds: Int64) {
        var clock = CaptureClock()
        let times = (0..<1000).map { $0 * 20_000_000 + ($0 / 3 % 2 == 0 ? 0 : seconds * Self.second) }
        #expect(!read(times, with: &clock).contains(.clockSetBack))
    }
}
