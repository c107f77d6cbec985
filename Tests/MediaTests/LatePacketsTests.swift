import Testing
import Wire

@testable import Media

@Suite("Packets too late for a playout buffer")
struct LatePacketsTests {
    /// 20 ms apart, each late by its delay in ms.
    private func late(_ delays: [Double], clock: StreamClock? = opus) -> [Int64] {
        let packets = delays.enumerated().map { index, delay in
            packet(index, timestamp: index * 960, milliseconds: Double(index) * 20 + delay)
        }
        return figures(tracker(packets.sorted { $0.time < $1.time }, clock: clock))
    }

    private func figures(_ tracker: StreamTracker) -> [Int64] {
        tracker.latePackets.map { [$0.judged, $0.beyond60, $0.beyond120, $0.beyond200] } ?? []
    }

    @Test("Beyond each of the three buffers")
    func buffers() {
        var delays = [Double](repeating: 5, count: 200)
        (delays[50], delays[90], delays[120]) = (64, 66, 65.5)
        (delays[150], delays[170]) = (130, 210)
        #expect(late(delays) == [200, 4, 2, 1])
    }

    @Test("A packet that overtakes no longer is judged where it comes, behind others too")
    func reordered() {
        var delays = [Double](repeating: 0, count: 100)
        delays[40] = 150
        #expect(late(delays) == [100, 1, 1, 0])
    }

    @Test("A longer way is late until two blocks have passed, a shorter one at once the measure")
    func routes() {
        // Numbers are extended from 65536, a multiple of 256: blocks begin at 256, 512, 768 and 1024.
        let longer = (0..<1280).map { $0 < 300 ? 10.0 : 80 }
        // 300 to 767: block 2 of 256 to 511 still has the lower transit, and is the previous one up to 767.
        #expect(late(longer) == [1280, 468, 0, 0])
        let shorter = (0..<1280).map { $0 < 300 ? 80.0 : 10 }
        // 297 to 299 are overtaken by 300, and 70 ms behind what it shows to be possible.
        #expect(late(shorter) == [1280, 3, 0, 0])
    }

    @Test("Packets that repeat a timestamp are not judged")
    func video() {
        // Frames of 4 packets, 10 ms apart from packet to packet: the last comes 30 ms after the first.
        let packets = (0..<400).map { index in
            packet(index, timestamp: index / 4 * 3600, milliseconds: Double(index / 4) * 40 + Double(index % 4) * 10)
        }
        let video = StreamClock(rate: ClockRate(rawValue: 90000), source: .operator)
        #expect(figures(tracker(packets, clock: video)) == [100, 0, 0, 0])
    }

    @Test("Another timestamp base and a restart begin anew")
    func jumps() {
        let moved = (0..<200).map { index in
            packet(index, timestamp: index * 960 + (index < 100 ? 0 : 1_000_000), milliseconds: Double(index) * 20)
        }
        #expect(figures(tracker(moved)) == [200, 0, 0, 0])
        let restarted = (0..<200).map { index in
            packet(
                index + (index < 100 ? 0 : 20000), timestamp: index * 960 + (index < 100 ? 0 : 9_000_000),
                milliseconds: Double(index) * 20 + (index == 150 ? 70 : 0))
        }.sorted { $0.time < $1.time }
        #expect(figures(tracker(restarted)) == [200, 1, 0, 0])
    }

    @Test("The sender's clock may drift for hours")
    func drift() {
        // 200 ppm slow: each packet 4 µs later than the one before; 512 of them 2 ms.
        #expect(late((0..<60_000).map { Double($0) * 0.004 }) == [60_000, 0, 0, 0])
    }

    @Test("A clock found late judges the packets that waited too")
    func lateClock() {
        var random = Randomness(seed: 9)
        let delays = (0..<1000).map { _ in
            random.once(in: 20) ? Double.random(in: 0..<250, using: &random) : Double.random(in: 0..<5, using: &random)
        }
        #expect(late(delays, clock: nil) == late(delays))
        let silent = tracker((0..<2000).map { packet($0, timestamp: 7, milliseconds: Double($0)) }, clock: nil)
        #expect(silent.latePackets == nil)
    }
}
