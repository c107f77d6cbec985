import Testing

@testable import Media

@Suite("Figures by the second, as they are kept")
struct SecondLogTests {
    /// Figures as they come, and as they never should: of any size and sign, growing or not.
    private func entries(_ count: Int, isWild: Bool, _ random: inout Randomness) -> [StreamSecond] {
        var second = Int64(1_700_000_000)
        return (0..<count).map { number in
            func any(_ plain: Int64) -> Int64 {
                isWild ? Int64(bitPattern: random.next() >> (random.next() & 63)) : plain * Int64(number)
            }
            second = isWild ? any(0) : second + (number % 10 == 9 ? 5 : 1)
            var content = StreamContentSecond()
            content.firstLevel.id = isWild ? UInt8(truncatingIfNeeded: random.next()) : 1
            content.firstLevel.packets = UInt32(truncatingIfNeeded: any(50))
            content.firstLevel.sum = any(123_456_789)
            content.secondLevel.id = isWild ? UInt8(truncatingIfNeeded: random.next()) : 0
            content.secondLevel.packets = isWild ? UInt32(truncatingIfNeeded: random.next()) : 0
            content.secondLevel.sum = any(0)
            content.otherPadding.packets = any(0)
            content.otherPadding.bytes = any(0)
            return StreamSecond(
                second: second, unique: any(50), lost: any(0), protectedBytes: any(4321), paddingOnly: any(0),
                jitterSumMilliseconds: isWild
                    ? Double(bitPattern: random.next() & ~(0x7ff << 52)) : 1.25 * Double(number),
                duplicates: any(0), reordered: any(0),
                clientLost: ClientLosses(standard: any(0), audioWithNACK: any(0), videoWithNACK: any(0)),
                content: content)
        }
    }

    @Test("What is read is what was written", arguments: [false, true])
    func roundTrip(isWild: Bool) {
        var random = Randomness(seed: 7)
        for count in [0, 1, 2, 3, 17, 400] {
            let entries = entries(count, isWild: isWild, &random)
            let log = SecondLog(entries)
            #expect(log.entries == entries)
            #expect(log.count == count)
            if let last = entries.last { #expect(log.last == last) }
        }
    }

    @Test("The last one gives way to another")
    func replaceLast() {
        var random = Randomness(seed: 8)
        var entries = entries(20, isWild: true, &random)
        var log = SecondLog(entries.dropLast())
        log.replaceLast(with: entries[19])
        log.append(entries[0])
        entries.remove(at: 18)
        entries.append(entries[0])
        #expect(log.entries == entries)
    }

    @Test("A second of audio takes some 20 bytes, and as much again for what the array keeps free")
    func size() {
        var random = Randomness(seed: 9)
        let log = SecondLog(entries(1000, isWild: false, &random))
        #expect(log.heapBytes < 40 * 1000)
    }
}
