import Media
import Testing
import Wire

@Suite("The figures of a stream that moves between paths")
struct StreamFiguresTests {
    /// A packet every 20 ms, starting at `start`.
    private func figures(_ numbers: [Int], start: Double) -> StreamFigures {
        StreamFigures(
            tracker(
                numbers.enumerated().map { place, number in
                    packet(
                        number, timestamp: number * 960, milliseconds: start + Double(place) * 20,
                        frame: Int(start) + place)
                }))
    }

    @Test("what is missing between the paths is lost")
    func gapBetweenPaths() {
        var whole = figures(Array(1...100), start: 0)
        whole.append(figures(Array(111...200), start: 2200))
        #expect(whole.expected == 200)
        #expect(whole.unique == 190)
        #expect(whole.lost == 10)
    }

    @Test("a few late packets on another path take nothing off the expected ones")
    func latePacketsOnAnotherPath() {
        var whole = figures(Array(1...100), start: 0)
        whole.append(figures([50, 51], start: 2000))
        whole.append(figures(Array(101...150), start: 2100))
        // 1 to 150, of which 50 and 51 came twice.
        #expect(whole.expected == 150)
        #expect(whole.unique == 150)
        #expect(whole.duplicates == 2)
        #expect(whole.lost == 0)
    }

    @Test("packets that both paths carried are duplicates, and no second's loss is negative")
    func pathsThatOverlap() {
        var whole = figures(Array(1...100), start: 0)
        whole.append(figures(Array(61...160), start: 2000))
        #expect(whole.expected == 160)
        #expect(whole.unique == 160)
        #expect(whole.duplicates == 40)
        #expect(whole.seconds.allSatisfy { $0.lost >= 0 })
        #expect(whole.seconds.map(\.unique) == whole.seconds.map(\.unique).sorted())
        #expect(whole.seconds.last?.unique == whole.unique)
        #expect(whole.seconds.last?.lost == whole.lost)
    }

    @Test("the silence between two paths is a gap like others; bursts and lateness go on")
    func gapsBetweenPaths() throws {
        var whole = figures(Array(1...100) + Array(121...200), start: 0)
        // 200 came at 3580 ms.
        whole.append(figures(Array(261...400), start: 5000))
        #expect(whole.gapCount == 2 && whole.gaps.map(\.missing) == [20, 60])
        let between = try #require(whole.longestGap)
        #expect(between == whole.gaps[1] && between.nanoseconds == 1_420_000_000)
        #expect(between.ticks == 61 * 960)
        #expect(
            [whole.bursts.bursts, whole.bursts.packets, whole.bursts.lost, whole.bursts.isolated] == [2, 80, 80, 0])
        #expect(whole.latePackets?.judged == 320 && whole.latePackets?.beyond60 == 0)
        #expect(whole.clientLost[.standard] == 20 && whole.clientLost[.videoWithNACK] == 80)
        #expect(whole.seconds.last?.clientLost == whole.clientLost)
    }

    @Test("a path that takes over at once makes no gap")
    func seamless() {
        var whole = figures(Array(1...100), start: 0)
        whole.append(figures(Array(101...200), start: 2000))
        #expect(whole.gaps.isEmpty && whole.gapCount == 0 && whole.longestGap?.nanoseconds == 20_000_000)
        #expect(whole.packetSpacing(without: 0) == 20_000_000)
        #expect(whole.packetSpacing(without: 1_990_000_000) == 10_000_000)
    }

    @Test("a path that fills the other's gaps leaves nothing lost")
    func pathsThatShareTheStream() {
        var whole = figures(Array(stride(from: 1, through: 99, by: 2)), start: 0)
        whole.append(figures(Array(stride(from: 2, through: 100, by: 2)), start: 2000))
        #expect(whole.expected == 100)
        #expect(whole.unique == 100)
        #expect(whole.duplicates == 0)
        #expect(whole.lost == 0)
    }
}
