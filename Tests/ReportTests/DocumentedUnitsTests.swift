import Report
import Testing

@Suite("Documented units")
struct DocumentedUnitsTests {
    @Test("Milliseconds and percent")
    func conversions() {
        #expect(DocumentedUnits.milliseconds(nanoseconds: 1_500_000) == 1.5)
        #expect(DocumentedUnits.milliseconds(seconds: 0.25) == 250)
        #expect(DocumentedUnits.percent(1, of: 4) == 25)
        #expect(DocumentedUnits.percent(0, of: 0) == nil)
    }

    @Test("Differences of times hold at the ends of the clock")
    func differences() {
        let epoch = UnixTime(nanoseconds: 0)
        #expect(UnixTime(nanoseconds: 1_500_000_000).seconds(since: epoch) == 1.5)
        #expect(epoch.milliseconds(since: UnixTime(nanoseconds: 2_000_000)) == -2)
        let span = UnixTime(nanoseconds: .max).seconds(since: UnixTime(nanoseconds: .min))
        #expect(span.rounded() == 18_446_744_074)
    }
}
