import Testing
import Wire

@testable import Media

@Suite("Everything of one stream")
struct StreamTrackerTests {
    /// 20 ms and 960 ticks apart.
    private func stream(_ numbers: some Sequence<Int>) -> [RTPArrival] {
        numbers.map { packet($0, timestamp: $0 * 960, milliseconds: Double($0) * 20, frame: $0) }
    }

    @Test("Bytes of unique packets only, by headers and payload")
    func bytes() {
        let tracker = tracker(stream([1, 2, 2, 3, 5, 4, 20000]))
        #expect(tracker.sequence.unique == 5 && tracker.sequence.duplicates == 1)
        #expect(tracker.bytes.udpPayload == 5 * 112 && tracker.bytes.headers == 5 * 12)
        #expect(tracker.bytes.protected == 5 * 100 && tracker.bytes.paddedPackets == 0)
    }

    @Test("A P-bit packet that repeats the timestamp is all padding; the first packet repeats none")
    func padding() {
        let tracker = tracker([
            packet(1, timestamp: 960, hasPadding: true), packet(2, timestamp: 960, hasPadding: true, length: 244),
            packet(3, timestamp: 960, hasPadding: true, length: 12 + 271),
            packet(4, timestamp: 960, hasPadding: true, length: 12 + 272),  // more than padding can be
            packet(5, timestamp: 1920, hasPadding: true), packet(6, timestamp: 1920),
        ])
        #expect(tracker.bytes.paddedPackets == 5 && tracker.bytes.paddingOnlyPackets == 2)
        #expect(tracker.bytes.paddingOnlyBytes == 232 + 271)
        #expect(tracker.bytes.protected == 100 + 272 + 100 + 100)
    }

    @Test("A clock that signalling gives late: exact for packets that wait, kept if it was inferred, else unknown")
    func signalledClock() {
        let sdp = StreamClock(rate: ClockRate(rawValue: 48000), source: .sdp)
        let packets = (0..<100).map { packet($0, timestamp: $0 * 960, milliseconds: Double($0) * 20 + Double($0 % 2)) }
        let known = tracker(packets).jitterFigures
        // Too few to tell: they wait.
        var waiting = tracker(Array(packets.prefix(10)), clock: nil)
        #expect(waiting.clock == nil)
        waiting.settleClock(sdp)
        #expect(waiting.clock == sdp)
        #expect(waiting.jitterFigures == tracker(Array(packets.prefix(10))).jitterFigures)
        var inferred = tracker(packets, clock: nil)
        inferred.inferClock(isFinal: true)
        inferred.settleClock(sdp)
        #expect(inferred.clock == sdp && inferred.jitterFigures == known)
        let other = StreamClock(rate: ClockRate(rawValue: 44100), source: .sdp)
        inferred = tracker(packets, clock: nil)
        inferred.inferClock(isFinal: true)
        inferred.settleClock(other)
        #expect(inferred.clock == other && inferred.jitterFigures == nil)
        var given = tracker(packets)
        given.settleClock(other)
        #expect(given.clock == opus && given.jitterFigures == known)
    }

    @Test("Held packets count once a restart confirms them, strays never")
    func held() {
        let restarted = tracker(stream([1, 2, 30000, 30001]))
        #expect(restarted.bytes.udpPayload == 4 * 112 && restarted.jitterFigures?.packets == 4)
        #expect(restarted.payloadTypeCounts.first?.packets == 4)
        let stray = tracker(stream([1, 2, 30000, 3]))
        #expect(stray.bytes.udpPayload == 3 * 112 && stray.sequence.strays == 1)
    }

    @Test("The capture's own doubles are dropped; the same bytes from the same place are a network duplicate")
    func doubles() {
        let seenTwice = tracker(
            (0..<100).flatMap {
                [packet($0, timestamp: $0 * 960, origin: 1), packet($0, timestamp: $0 * 960, origin: 2)]
            })
        #expect(
            seenTwice.captureDoubles == 100 && seenTwice.sequence.unique == 100 && seenTwice.sequence.duplicates == 0)
        let doubled = tracker((0..<100).flatMap { [packet($0, timestamp: $0 * 960), packet($0, timestamp: $0 * 960)] })
        #expect(doubled.captureDoubles == 0 && doubled.sequence.duplicates == 100)
        // Another leg's bytes under the same number are no double of this one's.
        let other = tracker([packet(1, fingerprint: 5, origin: 1), packet(1, fingerprint: 6, origin: 2)])
        #expect(other.captureDoubles == 0 && other.sequence.duplicates == 1)
        // Nothing was seen before the first packet, not even one of zeros.
        #expect(tracker([packet(0, fingerprint: 0, origin: 9)]).sequence.unique == 1)
    }

    @Test("Two legs share a packet of the same number and bytes")
    func sharedPackets() {
        let leg = tracker(stream(1..<40))
        #expect(leg.recent.sharesPacket(with: tracker(stream(30..<42)).recent))
        #expect(!leg.recent.sharesPacket(with: tracker(stream(100..<160)).recent))
        #expect(!RecentPackets().sharesPacket(with: RecentPackets()))
        #expect(!leg.recent.sharesPacket(with: tracker((1..<40).map { packet($0, fingerprint: 1) }).recent))
    }

    @Test("Payload types: most packets first, with the frame that first had each")
    func payloadTypes() {
        let types: [UInt8] = [111, 111, 126, 126, 111, 13, 126, 111]
        let counts = tracker(
            types.enumerated().map { packet($0, timestamp: $0 * 960, frame: 100 + $0, payloadType: $1) }
        ).payloadTypeCounts
        #expect(counts.map(\.payloadType.rawValue) == [111, 126, 13])
        #expect(counts.map(\.packets) == [4, 3, 1] && counts.map(\.firstFrame) == [100, 102, 105])
    }

    @Test("Cumulative figures at the end of each second; empty seconds have none")
    func seconds() throws {
        let tracker = tracker(stream(Array(0..<75) + Array(80..<125) + Array(300..<310)))
        let seconds = tracker.secondsToNow
        #expect(seconds.map { $0.second - 1_700_000_000 } == [0, 1, 2, 6])
        #expect(seconds.map(\.unique) == [50, 95, 120, 130] && seconds.map(\.lost) == [0, 5, 5, 180])
        #expect(seconds.map(\.protectedBytes) == [5000, 9500, 12000, 13000])
        #expect(try #require(tracker.jitterFigures).sumMilliseconds == seconds.last?.jitterSumMilliseconds)
    }

    @Test("A clock found late fills in the jitter of the seconds before")
    func lateClock() {
        var random = Randomness(seed: 4)
        let packets = (0..<400).map {
            packet(
                $0, timestamp: $0 * 960, milliseconds: Double($0) * 20 + Double.random(in: 0..<15, using: &random))
        }
        let known = tracker(packets)
        let inferred = tracker(packets, clock: nil)
        #expect(inferred.clock?.rate.rawValue == 48000 && inferred.clock?.source == .inferred)
        #expect(inferred.jitterFigures == known.jitterFigures)
        #expect(inferred.secondsToNow == known.secondsToNow)
        // With a restart and reordering while the clock is open.
        var mixed = packets
        mixed.swapAt(5, 6)
        mixed += (0..<400).map {
            packet(30000 + $0, timestamp: 7_000_000 + $0 * 960, milliseconds: 8000 + Double($0) * 20)
        }
        let early = Array(mixed[0..<20] + mixed[400...])
        #expect(tracker(early, clock: nil).jitterFigures == tracker(early).jitterFigures)
        #expect(tracker(mixed, clock: nil).secondsToNow == tracker(mixed).secondsToNow)
    }

    @Test("An undecided clock leaves jitter unknown and keeps nothing once given up")
    func givenUp() {
        let constant = tracker((0..<3000).map { packet($0, timestamp: 7, milliseconds: Double($0) * 20) }, clock: nil)
        #expect(constant.jitterFigures == nil && constant.clock == nil && constant.timing.waiting.isEmpty)
        #expect(constant.secondsToNow.allSatisfy { $0.jitterSumMilliseconds == 0 })
        let rateless = StreamClock(rate: ClockRate(rawValue: 0), source: .sdp)
        #expect(tracker([packet(1)], clock: rateless).jitterFigures == nil)
    }

    @Test("More seconds than are kept are merged by two")
    func manySeconds() {
        let packets = (0..<10000).map { packet($0, timestamp: $0 * 48000, milliseconds: Double($0) * 1000) }
        let tracker = tracker(packets)
        #expect(tracker.secondStep == 4 && tracker.secondsToNow.count == 2500)
        for (index, entry) in tracker.secondsToNow.enumerated() {
            #expect(entry.second == 1_700_000_000 + 4 * Int64(index) && entry.unique == 4 * Int64(index) + 4)
        }
    }

    @Test("Absurd and backward times neither trap nor pile up seconds")
    func absurdTimes() {
        let times: [Int64] = [.max, .min, 0, .max, .max, -1, .max - 1, .min, 1_700_000_000_000_000_000]
        var tracker = StreamTracker(first: packet(0), ssrc: SSRC(rawValue: 1), clock: nil)
        #expect(tracker.secondsToNow.isEmpty)
        for index in 0..<20000 {
            var next = packet(index, timestamp: index &* 7_777_777_777)
            next.time = Timestamp(nanoseconds: times[index % times.count])
            tracker.observe(next)
        }
        #expect(tracker.sequence.unique == 20000 && tracker.secondsToNow.count == 1)
        var random = Randomness(seed: 11)
        for index in 0..<20000 {
            var next = packet(Int.random(in: 0..<65536, using: &random), timestamp: index &* 7_777_777_777)
            next.time = Timestamp(nanoseconds: Int64.random(in: .min ... .max, using: &random))
            tracker.observe(next)
        }
        #expect(tracker.secondsToNow.count <= 4097 && tracker.sequence.lost >= 0)
    }
}
