import Testing
import Wire

@testable import Media

@Suite("What a stream's packets show of the sound in them")
struct StreamContentTests {
    /// 20 ms and 960 ticks apart, sizes all different.
    private func media(_ range: Range<Int>, length: (Int) -> Int = { 100 + $0 % 50 }, level: UInt8? = nil)
        -> [RTPArrival]
    {
        range.map {
            packet(
                $0, timestamp: $0 * 960, milliseconds: Double($0) * 20, frame: $0 + 1, length: length($0), level: level)
        }
    }

    @Test("Linear levels: 10^(-dBov/20), 127 is silence (RFC 6464 3)")
    func linear() {
        #expect(AudioLevelCounts.linear(0) == 1 && AudioLevelCounts.linear(127) == 0)
        #expect(abs(AudioLevelCounts.linear(20) - 0.1) < 1e-9 && abs(AudioLevelCounts.linear(60) - 0.001) < 1e-9)
        #expect(abs(AudioLevelCounts.linear(6) - 0.501187234) < 1e-9)
    }

    @Test("Levels of unique packets, late ones too, in the whole and by the second")
    func levels() {
        // 50 packets of -20, 49 of -40 and a late one of -20; then 50 of 127.
        var packets = media(0..<50, level: 0x80 | 20) + media(50..<100, level: 0x80 | 40)
        packets.remove(at: 60)
        packets.append(packet(60, timestamp: 60 * 960, milliseconds: 1990, level: 0x80 | 20))
        packets.append(packets[80])
        packets += media(100..<150, level: 0xff)
        let slot = tracker(packets).content.levels.first
        #expect(slot.total.id == 1 && slot.total.packets == 150 && slot.varies && slot.firstValue == 0x94)
        #expect(slot.loudest == 20 && slot.atFloor == 50 && slot.quiet == 50)
        #expect(abs((slot.total.mean ?? 0) - (51 * 0.1 + 49 * 0.01) / 150) < 1e-9)
        let seconds = tracker(packets).secondsToNow.map(\.content)
        #expect(seconds.map(\.firstLevel.packets) == [50, 100, 150])
        let second = seconds[1].level(id: 1)?.growth(since: seconds[0].level(id: 1))
        #expect(abs((second?.mean ?? 0) - (0.1 + 49 * 0.01) / 50) < 1e-9)
        #expect(seconds[2].level(id: 1)?.growth(since: seconds[1].level(id: 1)).mean == 0)
        #expect(seconds[0].level(id: 2) == nil && seconds[0].level(id: 0) == nil)
    }

    @Test("The first two ids are followed")
    func ids() {
        var packets = (0..<10).map { packet($0, timestamp: $0 * 960, level: 10, mediaID: 48) }
        packets[4].elements.first.id = 9
        let levels = tracker(packets).content.levels
        #expect(levels.first.total.id == 4 && levels.first.total.packets == 9 && !levels.first.varies)
        #expect(levels.second.total.id == 1 && levels.second.total.packets == 10)
        #expect(levels[id: 9] == nil && levels[id: 1] == levels.second)
    }

    @Test("Quiet for 3 s and more is a span, with its first and last frame; less is none")
    func quietSpans() {
        // Quiet in 100..<251 (3.0 s from first to last) and 300..<450 (2.98 s).
        let packets = (0..<500).map { index in
            let isQuiet = (100..<251).contains(index) || (300..<450).contains(index)
            return packet(
                index, timestamp: index * 960, milliseconds: Double(index) * 20, frame: index + 1,
                level: isQuiet ? 60 : 59)
        }
        let spans = tracker(packets).contentToNow.levels.first.quietSpans
        #expect(spans.count == 1 && spans.nanoseconds == 3_000_000_000 && spans.packets == 151 + 150)
        #expect(spans.spans.map(\.firstFrame) == [101] && spans.spans.map(\.lastFrame) == [251])
        #expect(spans.spans.map(\.packets) == [151])
        // The stream ends in silence.
        let end = tracker(Array(packets[..<240])).contentToNow.levels.first.quietSpans
        #expect(end.count == 0 && end.packets == 140)
    }

    @Test("Sizes that repeat, with padding between them; a pause of more than a second ends the span")
    func sameSize() {
        var packets = media(0..<100) + media(100..<400) { _ in 25 }
        packets.insert(
            packet(1000, timestamp: 199 * 960, milliseconds: 3981, hasPadding: true, length: 200), at: 200)
        for index in packets.indices { packets[index].sequenceNumber = UInt16(index) }
        let steady = tracker(packets).contentToNow.sameSize
        #expect(steady.spans.map(\.size) == [13] && steady.spans.map(\.firstFrame) == [101])
        #expect(steady.spans.map(\.lastFrame) == [400] && steady.nanoseconds == 299 * 20_000_000)
        for index in 250..<packets.count {
            packets[index].time = packets[index].time.advanced(byNanoseconds: 1_500_000_000)
        }
        let broken = tracker(packets).contentToNow.sameSize
        // 100..<249 in 2.96 s, 249..<400 in 3.00 s.
        #expect(broken.spans.map(\.firstFrame) == [250] && broken.spans.map(\.lastFrame) == [400])
        #expect(tracker(media(0..<400)).contentToNow.sameSize.packets == 0)
    }

    @Test("Bytes that repeat are clear silence; an SRTP tag never repeats")
    func sameBytes() {
        let clear = (0..<300).map {
            packet($0, timestamp: $0 * 160, milliseconds: Double($0) * 20, frame: $0 + 1, fingerprint: 0xd5d5_d5d5)
        }
        let content = tracker(clear).contentToNow
        #expect(content.sameBytes.packets == 300 && content.sameSize.packets == 300 && content.sameBytes.count == 1)
        #expect(tracker(media(0..<300) { _ in 172 }).contentToNow.sameBytes.packets == 0)
    }

    @Test("Discontinuous transmission: two packets every 420 ms")
    func pauses() {
        // Packet 2n at 420n ms, packet 2n + 1 20 ms later: pauses of 400 ms, 19200 ticks.
        let packets = (0..<40).map { index in
            let milliseconds = index / 2 * 420 + index % 2 * 20
            return packet(
                index, timestamp: milliseconds * 48, milliseconds: Double(milliseconds), frame: index + 1)
        }
        let pauses = tracker(packets).contentToNow.pauses
        #expect(pauses.count == 19 && pauses.nanoseconds == 19 * 400_000_000 && pauses.ticks == 19 * 19200)
        // From the packet before the first pause to the one after the last.
        #expect(pauses.spans.spans.map(\.firstFrame) == [2] && pauses.spans.spans.map(\.lastFrame) == [39])
        // What the network holds, loses or what follows a hold is no such pause.
        var lost = packets
        lost.removeAll { $0.sequenceNumber % 2 == 1 }
        #expect(tracker(lost).content.pauses.count == 0)
        var held = media(0..<10)
        for index in 5..<10 { held[index].time = held[index].time.advanced(byNanoseconds: 6_000_000_000) }
        #expect(tracker(held).content.pauses.count == 0 && tracker(held).content.pauses.longCount == 1)
    }

    @Test("No more than 32 spans are kept, all are counted")
    func bounded() {
        let packets: [RTPArrival] = (0..<8000).map { index in
            let level: UInt8 = index % 200 < 180 ? 127 : 10
            return packet(index, timestamp: index * 960, milliseconds: Double(index) * 20, level: level)
        }
        let spans = tracker(packets).contentToNow.levels.first.quietSpans
        #expect(spans.count == 40 && spans.spans.count == 32 && spans.nanoseconds == 40 * 179 * 20_000_000)
    }

    @Test("Padding with a new timestamp: after a gap, or in order")
    func otherPadding() {
        let packets = [
            packet(1, timestamp: 960), packet(3, timestamp: 2880, hasPadding: true, length: 112),
            packet(4, timestamp: 3840, hasPadding: true, length: 62),
            packet(5, timestamp: 4800, hasPadding: true, length: 284),
        ]
        let bytes = tracker(packets).bytes
        #expect(bytes.paddedPackets == 3 && bytes.paddingOnlyPackets == 0)
        #expect(bytes.otherPadding.packets == 2 && bytes.otherPadding.bytes == 150 && bytes.otherPaddingInOrder == 1)
        #expect(tracker(packets).secondsToNow.last?.content.otherPadding == bytes.otherPadding)
    }
}
