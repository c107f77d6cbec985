import Testing

@testable import Media

@Suite("Hop limits, DSCP and ECN of a stream")
struct NetworkMarkCountsTests {
    private func counts(_ marks: [NetworkMarks]) -> [NetworkMarkCounts.Count] {
        let tracker = tracker(
            marks.enumerated().map { index, marks in
                var seen = packet(index, timestamp: index * 960, frame: index + 10)
                seen.marks = marks
                return seen
            })
        return tracker.marks.counts(unique: tracker.sequence.unique)
    }

    @Test("Each combination with its packets and first frame, in order of appearance")
    func changes() {
        let (far, near, marked) = (
            NetworkMarks(timeToLive: 54), NetworkMarks(timeToLive: 55), NetworkMarks(timeToLive: 55, trafficClass: 0xba)
        )
        let found = counts([far, far, near, far, marked, marked, near])
        #expect(found.map(\.marks) == [far, near, marked])
        #expect(found.map(\.packets) == [3, 2, 2] && found.map(\.firstFrame) == [10, 12, 14])
        #expect(marked.differentiatedServices == 46 && marked.congestionNotification == 2)
    }

    @Test("No more than 32 are kept")
    func bounded() {
        let found = counts((0..<200).map { NetworkMarks(timeToLive: UInt8($0)) })
        #expect(found.count == 32 && found.allSatisfy { $0.packets == 1 })
    }
}
