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

    private func losses(_ lost: [(second: Int64, lost: Int64)]) -> LossBySecond {
        LossBySecond(LossBySecond.losses(in: figures(lost)))
    }

    @Test("What grew in each second; what came late is not lost again")
    func growth() {
        let losses = losses([(10, 0), (11, 3), (12, 3), (13, 2), (14, 5), (20, 6)])
        #expect(losses.losses.map(\.second) == [11, 14, 20] && losses.losses.map(\.lost) == [3, 3, 1])
        #expect(losses[11] == 3 && losses[12] == nil && losses[9] == nil && losses[21] == nil && losses.total == 7)
        #expect(LossBySecond.losses(in: figures([(10, 4)]), step: 2).isEmpty)
    }

    @Test("All together, in order, each second once, wherever they come from")
    func together() {
        let both = LossBySecond(
            losses([(10, 1), (12, 3)]).losses + losses([(9, 5), (12, 6), (13, 7)]).losses)
        #expect(both.losses.map(\.second) == [9, 10, 12, 13] && both.losses.map(\.lost) == [5, 1, 3, 1])
        #expect(LossBySecond().losses.isEmpty)
        // Figures of a stream that changed its path may go back.
        #expect(losses([(12, 1), (10, 3), (12, 4)]).losses.map(\.lost) == [2, 2])
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
