import Testing
import Wire

@testable import Media

@Suite("Gaps of a stream")
struct ArrivalGapTrackerTests {
    /// 20 ms and 960 ticks apart, but for what `change` does.
    private func stream(_ count: Int, _ change: (Int, inout RTPArrival) -> Void = { _, _ in }) -> [RTPArrival] {
        (0..<count).map { index in
            var seen = packet(index, timestamp: index * 960, milliseconds: Double(index) * 20, frame: index + 1)
            change(index, &seen)
            return seen
        }
    }

    private func delay(_ packet: inout RTPArrival, milliseconds: Double) {
        packet.time = packet.time.advanced(byNanoseconds: Int64(milliseconds * 1e6))
    }

    @Test("The longest silence, whether remarkable or not")
    func longest() throws {
        let gaps = tracker(stream(300) { if $0 >= 100 { delay(&$1, milliseconds: 35) } }).gapsToNow
        let longest = try #require(gaps.longest)
        #expect(longest.nanoseconds == 55_000_000 && longest.frameBefore == 100 && longest.frameAfter == 101)
        #expect(longest.missing == 0 && longest.ticks == 960 && longest.usualNanoseconds == 20_000_000)
        #expect(gaps.gaps.isEmpty && gaps.count == 0)
        #expect(tracker([packet(1)]).gapsToNow.longest == nil)
    }

    @Test("An outage: numbers and time go on")
    func outage() throws {
        let gaps = tracker(Array(stream(400)[..<100]) + Array(stream(400)[150...])).gapsToNow
        let longest = try #require(gaps.longest)
        #expect(gaps.count == 1 && gaps.gaps == [longest])
        #expect(gaps.gaps[0].missing == 50 && gaps.gaps[0].nanoseconds == 51 * 20_000_000)
        #expect(gaps.gaps[0].ticks == 51 * 960 && gaps.gaps[0].frameAfter == 151)
        // Number 256 begins a block, 106 numbers after the one that ended it.
        #expect(
            gaps.gaps[0].after == ArrivalGap.Progress(nanoseconds: 106 * 20_000_000, numbers: 106, ticks: 106 * 960))
    }

    @Test("Missing packets that come late are none")
    func lateOnes() {
        var packets = Array(stream(400)[..<100]) + Array(stream(400)[120...])
        for number in [119, 100, 99, 101] {
            var late = packet(number, timestamp: number * 960, milliseconds: 2790)
            late.frame = 150
            packets.insert(late, at: 120)
        }
        let gaps = tracker(packets).gapsToNow
        #expect(gaps.count == 1 && gaps.gaps[0].missing == 20 - 3)
    }

    @Test("Ten missing in a row are remarkable without any silence, nine are not")
    func missing() {
        func gaps(_ missing: Int) -> Int64 {
            tracker(stream(200) { $1.sequenceNumber += $0 < 100 ? 0 : UInt16(missing) }).gapsToNow.count
        }
        #expect(gaps(9) == 0 && gaps(10) == 1)
    }

    @Test("What is remarkable depends on what is usual: DTX does not flood the list")
    func discontinuous() {
        // Pairs every 420 ms, with the timestamps of the clock.
        let pairs = (0..<1000).map { index in
            let time = index / 2 * 420 + index % 2 * 20
            return packet(index, timestamp: time * 48, milliseconds: Double(time), frame: index + 1)
        }
        #expect(tracker(pairs).gapsToNow.count == 0)
        // Talk that pauses: 400 ms are no more than a pause, 1.2 s are one to be said.
        func talk(pause: Int) -> [RTPArrival] {
            stream(2000) { index, packet in
                delay(&packet, milliseconds: Double(index / 100 * pause))
                packet.timestamp += UInt32(index / 100 * pause * 48)
            }
        }
        #expect(tracker(talk(pause: 400)).gapsToNow.count == 0)
        #expect(tracker(talk(pause: 1200)).gapsToNow.count == 19)
        // The same without the timestamps going on is not the sender's silence.
        let held = stream(2000) { delay(&$1, milliseconds: Double($0 / 100 * 400)) }
        #expect(tracker(held).gapsToNow.count == 19)
    }

    @Test("After a hold, less than its length is remarkable again")
    func afterHold() {
        let packets = stream(400) { index, packet in
            delay(&packet, milliseconds: index < 100 ? 0 : index < 130 ? 60_000 : 60_300)
        }
        #expect(tracker(packets).gapsToNow.gaps.map { $0.nanoseconds / 1_000_000 } == [60_020, 320])
    }

    @Test("The worst 32 are kept, of equal ones the first")
    func worst() {
        // A silence every 50 packets: 220, 230 ... 810 ms.
        var total = 0
        let packets = stream(3050) { index, packet in
            if index > 0, index % 50 == 0 { total += 190 + index / 5 }
            delay(&packet, milliseconds: Double(total))
        }
        let gaps = tracker(packets).gapsToNow
        #expect(gaps.count == 60 && gaps.gaps.count == 32)
        #expect(gaps.gaps.map { $0.nanoseconds / 1_000_000 } == (29...60).map { 210 + $0 * 10 })
        let equal = stream(3050) { delay(&$1, milliseconds: Double($0 / 50 * 300)) }
        #expect(tracker(equal).gapsToNow.gaps.map(\.frameAfter) == (1...32).map { UInt64($0) * 50 + 1 })
    }

    @Test("A jump of more than 3000 after as long a silence is an outage, after a short one a restart")
    func longOutage() {
        func gaps(silence: Double) -> [ArrivalGap] {
            tracker(
                stream(400) { index, packet in
                    if index >= 200 {
                        packet.sequenceNumber += 4000
                        packet.timestamp += 4000 * 960
                        delay(&packet, milliseconds: silence)
                    }
                }
            ).gapsToNow.gaps
        }
        #expect(gaps(silence: 80_000).map(\.missing) == [4000])
        #expect(gaps(silence: 3000).map(\.missing) == [0])
    }

    @Test("Absurd times and numbers neither trap nor pile up")
    func absurd() {
        var random = Randomness(seed: 5)
        for _ in 0..<20 {
            let packets = (0..<3000).map { index in
                var seen = packet(
                    random.once(in: 3) ? Int.random(in: 0..<65536, using: &random) : index,
                    timestamp: Int.random(in: 0..<(1 << 32), using: &random), frame: index)
                seen.time = Timestamp(
                    nanoseconds: random.once(in: 3)
                        ? Int64.random(in: .min ... .max, using: &random) : Int64(index) * 20_000_000)
                return seen
            }
            let gaps = tracker(packets).gapsToNow
            #expect(gaps.gaps.count <= 32 && gaps.gaps.allSatisfy { $0.nanoseconds >= 0 && $0.missing >= 0 })
            _ = ClockDriftEstimate(tracker(packets).drift)
        }
    }
}
