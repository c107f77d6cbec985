import Testing
import Wire

@testable import Media

@Suite("Sender's clock against the capture's")
struct ClockDriftTests {
    /// Packets every 20 ms of a clock that runs `drift` ppm fast, each late by `delay` ms.
    private func stream(
        seconds: Double, drift: Double, delay: (Int) -> Double = { _ in 0 }
    ) -> [RTPArrival] {
        (0..<Int(seconds * 50)).map { index in
            packet(
                index, timestamp: Int((Double(index) * 960 * (1 + drift / 1e6)).rounded()),
                milliseconds: Double(index) * 20 + delay(index))
        }.sorted { $0.time < $1.time }
    }

    private func estimate(_ packets: [RTPArrival]) -> ClockDriftEstimate? {
        ClockDriftEstimate(tracker(packets).drift)
    }

    @Test("Without jitter, to what a tick's rounding allows", arguments: [-400.0, -30, 0, 30, 120, 2000])
    func exact(drift: Double) throws {
        // Of 60 s: blocks of 5.12 s end at 51.2 s for the last time; a tick is 21 µs, at either end.
        let found = try #require(estimate(stream(seconds: 60, drift: drift)))
        #expect(abs(found.partsPerMillion - drift) < 1 + abs(drift) / 100)
        #expect(found.uncertainty < 1)
    }

    @Test("Jitter and queues hold packets up, but not all of them", arguments: 0..<5)
    func jitter(seed: Int) throws {
        var random = Randomness(seed: UInt64(seed))
        let packets = stream(seconds: 120, drift: 80) { _ in
            random.once(in: 10) ? Double.random(in: 0..<2, using: &random) : Double.random(in: 0..<60, using: &random)
        }
        let found = try #require(estimate(packets))
        #expect(abs(found.partsPerMillion - 80) <= found.uncertainty + 1)
        #expect(found.uncertainty < 20)
    }

    @Test("Another route, a hold with the clock standing still and a restart do not tilt the line")
    func steps() throws {
        let route = stream(seconds: 120, drift: 50) { $0 < 2800 ? 5 : 45 }
        let found = try #require(estimate(route))
        #expect(abs(found.partsPerMillion - 50) < 5)
        var packets = stream(seconds: 120, drift: -50)
        for index in packets.indices where index >= 3000 {
            packets[index].time = packets[index].time.advanced(byNanoseconds: 5_000_000_000)
        }
        #expect(abs(try #require(estimate(packets)).partsPerMillion + 50) < 5)
        for index in packets.indices where index >= 2000 {
            packets[index].sequenceNumber &+= 20000
            packets[index].timestamp &+= 77_777_777
        }
        #expect(abs(try #require(estimate(packets)).partsPerMillion + 50) < 5)
    }

    @Test("Too short, or too unsteady, is not said")
    func unknown() {
        #expect(estimate(stream(seconds: 20, drift: 500)) == nil)
        // The lowest transit wanders by 15 ms over 51 s: 300 ppm either way.
        #expect(estimate(stream(seconds: 60, drift: 0) { Double($0 / 256 % 2) * 15 }) == nil)
        #expect(ClockDriftEstimate(ClockDrift()) == nil)
    }

    @Test("A long stream keeps no more than its share of points, and says the same")
    func bounded() throws {
        let packets = stream(seconds: 6000, drift: 25)
        let drift = tracker(packets).drift
        // 300 000 packets are 1171 whole blocks.
        #expect(drift.points.count <= 128 && drift.points.count > 64 && drift.step == 16)
        #expect(abs(try #require(ClockDriftEstimate(drift)).partsPerMillion - 25) < 0.1)
    }

    @Test("On another path the line begins again")
    func paths() throws {
        var whole = StreamFigures(tracker(Array(stream(seconds: 60, drift: 70)[..<1500])))
        let moved = stream(seconds: 120, drift: 70) { _ in 300 }
        whole.append(StreamFigures(tracker(Array(moved[1500...]))))
        #expect(abs(try #require(ClockDriftEstimate(whole.drift)).partsPerMillion - 70) < 3)
    }
}
