import Testing
import Wire

@testable import Media

@Suite("Interarrival jitter (RFC 3550 6.4.1, A.8)")
struct JitterTrackerTests {
    private func jitter(_ packets: [(milliseconds: Double, timestamp: UInt32)], rate: UInt32 = 8000) -> JitterTracker {
        var tracker = JitterTracker(clockRate: ClockRate(rawValue: rate))
        for packet in packets {
            tracker.observeInOrder(arrival: time(milliseconds: packet.milliseconds), timestamp: packet.timestamp)
        }
        return tracker
    }

    @Test("By hand: delays of 16 and 32 ms in a 20 ms stream")
    func byHand() {
        // Transit differences 16, 16 - 32 = -16 ... : |D| = 16, 32, 16 ms.
        // J: 16/16 = 1; 1 + (32 - 1)/16 = 2.9375; 2.9375 + (16 - 2.9375)/16 = 3.75390625.
        let tracker = jitter([(0, 0), (36, 160), (24, 320), (60, 480)].map { ($0.0, $0.1) })
        #expect(abs(tracker.lastMilliseconds - 3.75390625) < 1e-9)
        #expect(abs(tracker.maxMilliseconds - 3.75390625) < 1e-9)
        #expect(abs((tracker.meanMilliseconds ?? -1) - (0 + 1 + 2.9375 + 3.75390625) / 4) < 1e-9)
        #expect(abs(tracker.sumMilliseconds - 7.69140625) < 1e-9)
    }

    @Test("No packet, no mean; one packet, none but 0")
    func few() {
        #expect(jitter([]).meanMilliseconds == nil)
        #expect(jitter([(5, 77)]).meanMilliseconds == 0)
    }

    @Test("Against a direct transcription of A.8", arguments: [8000, 48000, 90000] as [UInt32])
    func reference(rate: UInt32) {
        var random = Randomness(seed: UInt64(rate))
        var packets = [(milliseconds: Double, timestamp: UInt32)]()
        let step = Double(rate) / 50
        for index in 0..<2000 {
            let timestamp = UInt32(truncatingIfNeeded: 4_294_900_000 + Int(step) * index)  // wraps
            packets.append((Double(index) * 20 + Double.random(in: 0..<50, using: &random), timestamp))
        }
        // RFC 3550 A.8: transit = arrival - timestamp; d = |transit - last transit|; J += (d - J) / 16, in timestamp units.
        var (j, sum, largest, transit): (Double, Double, Double, Double?) = (0, 0, 0, nil)
        for (index, packet) in packets.enumerated() {
            let now = packet.milliseconds / 1000 * Double(rate) - step * Double(index)
            if let transit { j += (abs(now - transit) - j) / 16 }
            transit = now
            sum += j
            largest = max(largest, j)
        }
        let tracker = jitter(packets, rate: rate)
        let millisecondsPerTick = 1000 / Double(rate)
        #expect(abs(tracker.lastMilliseconds - j * millisecondsPerTick) < 1e-4)
        #expect(abs((tracker.meanMilliseconds ?? -1) - sum / 2000 * millisecondsPerTick) < 1e-4)
        #expect(abs(tracker.maxMilliseconds - largest * millisecondsPerTick) < 1e-4)
        #expect(tracker.packets == 2000 && j > 0)
    }

    @Test("A repeated timestamp updates nothing, but is the reference for the next packet")
    func repeatedTimestamp() {
        // The second 0 comes 12 ms later; the third packet, 20 ms after the first, is then |8 - 20| = 12 ms early.
        #expect(jitter([(0, 0), (12, 0)]).lastMilliseconds == 0)
        #expect(abs(jitter([(0, 0), (12, 0), (20, 160)]).lastMilliseconds - 12.0 / 16) < 1e-9)
    }

    @Test("A difference of 450000 ticks updates nothing, one of 449999 does")
    func clockJump() {
        #expect(jitter([(0, 0), (0, 450_000)]).lastMilliseconds == 0)
        #expect(abs(jitter([(0, 0), (0, 449_999)]).lastMilliseconds - 449_999.0 / 8 / 16) < 1e-6)
        #expect(jitter([(0, 450_000), (0, 0)]).lastMilliseconds == 0)
        // And the packet beyond it is the next one's reference.
        #expect(jitter([(0, 0), (0, 450_000), (20, 450_160)]).lastMilliseconds == 0)
    }

    @Test("After a restart the first packet has nothing to be compared with")
    func restart() {
        var tracker = jitter([(0, 0), (36, 160)])
        tracker.forgetReference()
        tracker.observeInOrder(arrival: time(milliseconds: 56), timestamp: 5000)
        #expect(abs(tracker.lastMilliseconds - 1) < 1e-9)
        tracker.observeInOrder(arrival: time(milliseconds: 76), timestamp: 5160)
        #expect(abs(tracker.lastMilliseconds - 15.0 / 16) < 1e-9)
    }

    @Test("A packet out of order counts in the mean and leaves J as it is")
    func outOfOrder() {
        var tracker = jitter([(0, 0), (36, 160)])
        tracker.countPacket()
        #expect(abs((tracker.meanMilliseconds ?? -1) - 2.0 / 3) < 1e-9)
        #expect(abs(tracker.lastMilliseconds - 1) < 1e-9)
    }

    @Test("Absurd times do not trap")
    func absurd() {
        var tracker = JitterTracker(clockRate: ClockRate(rawValue: .max))
        for nanoseconds in [Int64.min, .max, 0, .max, .min] {
            tracker.observeInOrder(
                arrival: Timestamp(nanoseconds: nanoseconds), timestamp: UInt32(truncatingIfNeeded: nanoseconds))
        }
        #expect(tracker.packets == 5 && tracker.lastMilliseconds.isFinite)
    }
}
