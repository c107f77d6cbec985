import Media
import Testing
import Wire

@testable import Analysis

@Suite("Losses by the second")
struct LossBySecondTests {
    private func figures(_ lost: [(second: Int64, lost: Int64)]) -> [StreamSecond] {
        var tracker = StreamFigures.none
        return lost.map { entry in
            tracker.second = entry.second
            tracker.lost = entry.lost
            return tracker
        }
    }

    @Test("What grew in each second; what came late is not lost again")
    func growth() {
        let losses = LossBySecond(figures([(10, 0), (11, 3), (12, 3), (13, 2), (14, 5), (20, 6)]))
        #expect(losses.entries.map(\.second) == [11, 14, 20] && losses.entries.map(\.lost) == [3, 3, 1])
        #expect(losses[11] == 3 && losses[12] == nil && losses[9] == nil && losses[21] == nil && losses.total == 7)
        #expect(LossBySecond(figures([(10, 4)]), step: 2).entries.isEmpty)
    }

    @Test("All together, in order, each second once, wherever they come from")
    func together() {
        let one = LossBySecond(figures([(10, 1), (12, 3)]))
        let other = LossBySecond(figures([(9, 5), (12, 6), (13, 7)]))
        let both = LossBySecond([one, other])
        #expect(both.seconds == [9, 10, 12, 13] && both.entries.map(\.lost) == [5, 1, 3, 1])
        #expect(LossBySecond([] as [LossBySecond]).entries.isEmpty)
        // Figures of a stream that changed its path may go back.
        #expect(LossBySecond(figures([(12, 1), (10, 3), (12, 4)])).entries.map(\.lost) == [2, 2])
    }
}

extension StreamFigures {
    /// A second without anything in it.
    fileprivate static var none: StreamSecond {
        var tracker = StreamTracker(first: packet, ssrc: SSRC(rawValue: 1), clock: nil)
        tracker.observe(packet)
        return tracker.secondsToNow[0]
    }

    private static var packet: RTPArrival {
        RTPArrival(
            header: RTPHeader(
                payloadType: PayloadType(rawValue: 0), sequenceNumber: 1, timestamp: 1, ssrc: SSRC(rawValue: 1)),
            length: 172, fingerprint: 1, origin: 1, time: Timestamp(nanoseconds: 0), frame: 1)
    }
}
