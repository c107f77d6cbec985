import Testing

@testable import Comparison

@Suite("The fit of the client's clock")
struct ClockFitTests {
    /// Samples each second whose counts stood for 20 ms, of a client `offset` ms ahead and `ppm` fast.
    private func constraints(_ count: Int, offset: Double, ppm: Double = 0) -> [ClockFit.Constraint] {
        (0..<count).map { index in
            let capture = Double(index) * 1000
            let client = capture * (1 + ppm * 1e-6) + offset
            // The poll falls somewhere into the 20 ms.
            let phase = Double(index * 7 % 20)
            return ClockFit.Constraint(
                time: Int64(client * 1e6), least: Int64((client - capture - (20 - phase)) * 1e6),
                greatest: Int64((client - capture + phase) * 1e6))
        }
    }

    @Test("An offset, to the width that the counts leave", arguments: [0.0, 35, -4000, 3_600_000])
    func offset(milliseconds: Double) throws {
        let fit = try #require(ClockFit(constraints(20, offset: milliseconds), samples: 20))
        #expect(abs(Double(fit.offset) / 1e6 - milliseconds) <= 10)
        #expect(fit.uncertainty == 0)
        #expect(fit.fitting == 20)
    }

    @Test("A drift over ten minutes")
    func drift() throws {
        let fit = try #require(ClockFit(constraints(600, offset: 100, ppm: 80), samples: 600))
        #expect(abs(fit.driftPPM - 80) < 10)
        let last = Int64((599_000 * (1 + 80e-6) + 100) * 1e6)
        #expect(abs(Double(fit.captureTime(of: last)) / 1e6 - 599_000) <= 15)
    }

    @Test("A counter that grows by 1 % too much is no clock")
    func inflated() {
        let bent = constraints(30, offset: 0).enumerated().map { index, constraint in
            // Each second it is 10 ms further ahead.
            ClockFit.Constraint(
                time: constraint.time, least: constraint.least - Int64(index) * 10_000_000,
                greatest: constraint.greatest - Int64(index) * 10_000_000)
        }
        #expect(ClockFit(bent, samples: 30) == nil)
    }

    @Test("Some samples without sense are outvoted, too many are not")
    func outliers() {
        var some = constraints(20, offset: 5)
        some[3].least += 10_000_000_000
        some[3].greatest += 10_000_000_000
        #expect(ClockFit(some, samples: 20)?.fitting == 19)
        #expect(ClockFit(Array(some.prefix(2)), samples: 2) == nil)
        #expect(ClockFit(constraints(10, offset: 0), samples: 20) == nil)
    }
}
