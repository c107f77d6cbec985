import Testing

@testable import Media

@Suite("Bursts and gaps of loss (RFC 3611 4.7.2)")
struct LossBurstsTests {
    /// Of packets 0 to 999 without `lost`.
    private func bursts(without lost: [Int]) -> LossBursts {
        tracker((0..<1000).filter { !lost.contains($0) }.map { packet($0, timestamp: $0 * 960) })
            .sequence.lossToNow.bursts
    }

    @Test("Nothing lost: one gap without loss")
    func none() {
        #expect(bursts(without: []).figures == [0, 0, 0, 0])
    }

    @Test("Single losses 16 received packets apart are isolated, 15 apart a burst")
    func gapLength() {
        #expect(bursts(without: [100, 117]).figures == [0, 0, 0, 2])
        // 100 to 116 are 17 numbers, two of them lost.
        #expect(bursts(without: [100, 116]).figures == [1, 17, 2, 0])
    }

    @Test("Two in a row are a burst; losses near it belong to it, those far from it do not")
    func runs() {
        #expect(bursts(without: [100, 101]).figures == [1, 2, 2, 0])
        // 100 to 120: three losses, and 300 alone.
        #expect(bursts(without: [100, 110, 120, 300]).figures == [1, 21, 3, 1])
        // 100, 101 and 111 to 115: 16 numbers with 7 losses; 132 is 16 packets behind, 140 and 141 belong to it.
        #expect(
            bursts(without: [100, 101, 111, 112, 113, 114, 115, 132, 140, 141]).figures == [2, 16 + 10, 7 + 3, 0])
    }

    @Test("Across words of the window, and for runs longer than it")
    func longRuns() {
        #expect(bursts(without: Array(60..<70)).figures == [1, 10, 10, 0])
        #expect(bursts(without: Array(3..<997)).figures == [1, 994, 994, 0])
        let distant = tracker((Array(0..<20) + Array(2000..<2020)).map { packet($0) })
        #expect(distant.sequence.lossToNow.bursts.figures == [1, 1980, 1980, 0])
    }

    @Test("A late packet takes its loss back; a restart begins a gap")
    func lateAndRestart() {
        let late = tracker(([1, 2, 5, 4, 3] + Array(6..<1200)).map { packet($0, timestamp: $0 * 960) })
        #expect(late.sequence.lossToNow.bursts.figures == [0, 0, 0, 0])
        let restarted = tracker([1, 3, 30000, 30001, 30003].map { packet($0, timestamp: $0 * 960) })
        #expect(restarted.sequence.lossToNow.bursts.figures == [0, 0, 0, 2])
    }

    @Test("Between two paths the missing packets are a burst of their own")
    func paths() {
        var both = bursts(without: [100, 117])
        both.append(bursts(without: [50, 51]), missing: 0)
        #expect(both.figures == [1, 2, 2, 2])
        both.append(LossBursts(), missing: 5)
        #expect(both.figures == [2, 7, 7, 2])
        both.append(LossBursts(), missing: 1)
        #expect(both.figures == [2, 7, 7, 3])
    }
}

extension LossBursts {
    /// Bursts, numbers and losses in them, isolated losses.
    var figures: [Int64] { [bursts, packets, lost, isolated] }
}
