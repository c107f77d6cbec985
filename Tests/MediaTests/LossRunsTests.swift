import Testing

@testable import Media

@Suite("Runs of losses")
struct LossRunsTests {
    @Test("Runs are kept by length, ascending")
    func sorted() {
        var runs = LossRuns()
        for length in [5, 1, 3, 1, 5, 1] { runs.add(Int64(length)) }
        #expect(
            runs.runs == [.init(length: 1, count: 3), .init(length: 3, count: 1), .init(length: 5, count: 2)])
        #expect(runs.packets == 3 * 1 + 3 + 2 * 5)
    }

    @Test("The 257th length is counted with the next longer one, a longest one with the longest")
    func capacity() {
        var runs = LossRuns()
        for length in 1...256 { runs.add(Int64(2 * length)) }
        runs.add(3)
        runs.add(1000)
        #expect(runs.runs.count == 256)
        #expect(runs.runs[1] == .init(length: 4, count: 2) && runs.runs[255] == .init(length: 512, count: 2))
    }

    @Test("What a later count grew by is added")
    func resume() {
        var start = LossRuns()
        start.add(2, count: 3)
        var end = start
        end.add(2)
        end.add(7, count: 2)
        var runs = LossRuns()
        runs.add(2, count: 10)
        runs.resume(from: start, to: end)
        #expect(runs.runs == [.init(length: 2, count: 11), .init(length: 7, count: 2)])
    }
}
