import Testing

@testable import LiveCapture

@Suite("Counters of 32 bits")
struct ExtendedCounterTests {
    @Test("They go on where they wrap")
    func wrap() {
        var counter = ExtendedCounter()
        #expect(counter.extend(10) == 10)
        #expect(counter.extend(.max) == 0xffff_ffff)
        #expect(counter.extend(4) == 0x1_0000_0004)
        #expect(counter.extend(4) == 0x1_0000_0004)
    }
}
