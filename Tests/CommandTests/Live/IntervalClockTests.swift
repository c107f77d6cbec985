import Testing
import Wire

@testable import callwitness

@Suite("Intervals of a live capture")
struct IntervalClockTests {
    private static func time(_ seconds: Double) -> Timestamp { Timestamp(nanoseconds: Int64(seconds * 1e9)) }

    /// A clock begun at 1000003 s by the wall, 3 s by the other.
    private var clock: IntervalClock { IntervalClock(seconds: 5, wall: Self.time(1_000_003), monotonic: 3_000_000_000) }

    private func due(
        _ clock: inout IntervalClock, _ wall: Double, monotonic: Double? = nil, isBehind: Bool = false
    ) -> IntervalClock.Interval? {
        clock.due(
            wall: Self.time(wall), monotonic: Int64((monotonic ?? wall - 1_000_000) * 1e9), isBehind: isBehind)
    }

    private func interval(_ end: Double) -> IntervalClock.Interval {
        IntervalClock.Interval(from: Self.time(end - 5), to: Self.time(end), end: Self.time(end))
    }

    @Test("They end at multiples of the step, when the kernel has handed over what it held")
    func grid() {
        var clock = clock
        #expect(due(&clock, 1_000_005.2) == nil)
        #expect(due(&clock, 1_000_005.31) == interval(1_000_005))
        #expect(due(&clock, 1_000_005.4) == nil)
        #expect(clock.wait(wall: Self.time(1_000_009.3)) == 1_000_000_000)
        #expect(due(&clock, 1_000_010.3) == interval(1_000_010))
    }

    @Test("While packets wait to be read, an interval waits for its own, but no longer than a step")
    func behind() {
        var clock = clock
        #expect(due(&clock, 1_000_006, isBehind: true) == nil)
        #expect(due(&clock, 1_000_010, isBehind: true) == interval(1_000_010))
    }

    @Test("After a pause of the process the last interval alone is reported on")
    func pause() {
        var clock = clock
        #expect(due(&clock, 1_000_027) == interval(1_000_025))
        #expect(due(&clock, 1_000_028) == nil)
    }

    @Test("A clock that is set ahead goes on from there; one that is put back gives counters without intervals")
    func set() {
        var clock = clock
        #expect(due(&clock, 1_000_005.5) == interval(1_000_005))
        // By an hour and 1 s, while 1 s passes.
        #expect(due(&clock, 1_003_607.5, monotonic: 6.5) == nil)
        #expect(due(&clock, 1_003_610.5, monotonic: 9.5) == interval(1_003_610))
        // And back.
        #expect(due(&clock, 1_000_011.5, monotonic: 11.5) == nil)
        let late = due(&clock, 1_000_015.5, monotonic: 15.5)
        #expect(late?.end == Self.time(1_000_015))
        #expect(late?.from == late?.to)
        #expect(late?.to == Timestamp(nanoseconds: .max))
    }
}
