import Testing
import Wire

@testable import Media

@Suite("Payload types of a stream")
struct PayloadTypeTests {
    @Test("Runs that look like telephone events: marked, four bytes, with or without a tag", arguments: [0, 4, 10, 16])
    func events(tag: Int) {
        var packets = (0..<100).map { packet($0, timestamp: $0 * 160, milliseconds: Double($0) * 20, payloadType: 0) }
        for index in 20..<30 {
            packets[index] = packet(
                index, timestamp: 20 * 160, milliseconds: Double(index) * 20, payloadType: 101, length: 12 + 4 + tag,
                marker: index == 20)
        }
        for index in 60..<64 {
            packets[index] = packet(
                index, timestamp: 60 * 160, milliseconds: Double(index) * 20, payloadType: 101, length: 12 + 4 + tag)
        }
        let counts = tracker(packets).payloadTypeCounts
        #expect(counts.map(\.payloadType.rawValue) == [0, 101] && counts.map(\.packets) == [86, 14])
        // The second event lost its first packet.
        #expect(counts.map(\.runs) == [3, 2] && counts.map(\.eventRuns) == [0, 1])
    }

    @Test("The slope of each type's timestamps")
    func slopes() {
        // 4 s of 48000 Hz, then 4 s of 8000 Hz, in one stream.
        let packets: [RTPArrival] = (0..<400).map { index in
            let isSlow = index >= 200
            let timestamp: Int = isSlow ? 160_000 + index * 160 : index * 960
            return packet(
                index, timestamp: timestamp, milliseconds: Double(index) * 20, payloadType: isSlow ? 96 : 111)
        }
        let counts = tracker(packets).payloadTypeCounts
        #expect(counts.map { $0.ticksPerSecond.map { Int($0.rounded()) } } == [8000, 48000])
        #expect(tracker(Array(packets[..<100])).payloadTypeCounts.first?.ticksPerSecond == nil)
    }

    @Test("The clock follows a static type and comes back: no jitter where there was none")
    func clockFollows() throws {
        var timestamp = 0
        let packets = (0..<600).map { index in
            let isG711 = (200..<400).contains(index)
            timestamp += isG711 ? 160 : 960
            return packet(
                index, timestamp: timestamp, milliseconds: Double(index) * 20, payloadType: isG711 ? 8 : 111)
        }
        #expect(try #require(tracker(packets, clock: nil).jitterFigures).maxMilliseconds < 0.001)
        #expect(tracker(packets, clock: nil).clock?.rate.rawValue == 48000)
        // A clock that the operator named is the stream's, whatever the type.
        #expect(try #require(tracker(packets).jitterFigures).maxMilliseconds > 5)
    }

    @Test("What was measured stays in milliseconds when the clock changes")
    func jitterInTime() throws {
        // Every other packet 8 ms late: |D| = 8 ms throughout, so J rises to 8 ms in either clock.
        var timestamp = 0
        let packets = (0..<200).map { index in
            timestamp += index < 100 ? 960 : 160
            return packet(
                index, timestamp: timestamp, milliseconds: Double(index) * 20 + (index % 2 == 0 ? 0 : 8),
                payloadType: index < 100 ? 111 : 0)
        }
        let jitter = try #require(tracker(packets, clock: nil).jitterFigures)
        // 198 updates: the first packet and that of the new clock are compared with none.
        var (expected, sum, share) = (0.0, 0.0, 0.0)
        for index in 0..<200 {
            if index != 0, index != 100 { share += (8 - share) / 16 }
            expected = share
            sum += share
        }
        #expect(abs(jitter.lastMilliseconds - expected) < 1e-6)
        #expect(abs(jitter.sumMilliseconds - sum) < 1e-6)
    }

    @Test("A static type among the first packets gives the clock at once; comfort noise never does")
    func staticClock() {
        let events = (0..<5).map { packet($0, timestamp: 0, milliseconds: Double($0) * 20, payloadType: 101) }
        let speech = (5..<9).map { packet($0, timestamp: $0 * 160, milliseconds: Double($0) * 20, payloadType: 0) }
        let both = tracker(events + speech, clock: nil)
        #expect(both.clock == StreamClock(rate: ClockRate(rawValue: 8000), source: .static))
        #expect(both.jitterFigures?.packets == 9)
        let noise = tracker(events + [packet(5, timestamp: 800, milliseconds: 100, payloadType: 13)], clock: nil)
        #expect(noise.clock == nil)
    }
}
