import Testing

@testable import Media

@Suite("Loss as libwebrtc counts it")
struct ClientLossCounterTests {
    typealias Threshold = ClientLossCounter.Threshold

    /// Packets of these numbers, 20 ms and 960 ticks apart by number, and the counts of all thresholds after them.
    private func lost(_ numbers: [Int]) -> [Int64] {
        let tracker = tracker(numbers.map { packet($0, timestamp: $0 * 960, milliseconds: Double($0) * 20) })
        return Threshold.allCases.map { tracker.clientLoss.lost($0) }
    }

    private func numbers(missing: Int, from begin: Int = 1000) -> [Int] {
        Array(begin..<(begin + 100)) + Array((begin + 100 + missing)..<(begin + 200 + missing))
    }

    @Test("Gaps up to 49 count in full without NACK", arguments: [1, 2, 25, 30, 47, 48, 49])
    func counted(missing: Int) {
        #expect(lost(numbers(missing: missing)) == [Int64](repeating: Int64(missing), count: 3))
    }

    @Test("Gaps from 50 on count nothing", arguments: [50, 51, 52, 60, 125, 128, 153, 182, 185])
    func hidden(missing: Int) {
        #expect(lost(numbers(missing: missing)) == [0, Int64(missing), Int64(missing)])
        #expect(lost(numbers(missing: missing, from: 65400)) == [0, Int64(missing), Int64(missing)])
    }

    @Test("With NACK the thresholds are 250 and 450")
    func thresholds() {
        #expect(lost(numbers(missing: 249)) == [0, 249, 249])
        #expect(lost(numbers(missing: 250)) == [0, 0, 250])
        #expect(lost(numbers(missing: 449)) == [0, 0, 449])
        #expect(lost(numbers(missing: 450)) == [0, 0, 0])
    }

    @Test("A late packet gives one back")
    func late() {
        #expect(lost([1, 2, 5, 6]) == [2, 2, 2])
        #expect(lost([1, 2, 5, 6, 3]) == [1, 1, 1])
        #expect(lost([1, 2, 5, 6, 3, 4, 7]) == [0, 0, 0])
        // From before the first: one more received than expected.
        #expect(lost([10, 9, 11]) == [-1, -1, -1])
    }

    @Test("A lost second packet counts like any other")
    func secondLost() { #expect(lost([100, 102, 103]) == [1, 1, 1]) }

    @Test("A restart of the stream adds nothing")
    func restart() {
        #expect(lost([1, 2, 4, 30000, 30001, 30002, 30004]) == [2, 2, 2])
        // Back by 200 with a timestamp that went on.
        let numbers = Array(1000..<1300) + Array(1100..<1500)
        let back = tracker(
            numbers.enumerated().map { packet($1, timestamp: $0 * 960, milliseconds: Double($0) * 20) })
        #expect(back.sequence.restarts == 1)
        #expect(Threshold.allCases.allSatisfy { back.clientLoss.lost($0) == 0 })
    }

    /// The algorithm as libwebrtc's StreamStatisticianImpl has it, with everything in one place.
    private struct Reference {
        let threshold: Int
        var lost = 0
        var highest: Int?
        var held: Int?

        mutating func observe(_ number: Int) {
            lost -= 1
            var top = highest ?? number - 1
            defer { highest = top }
            if let held {
                lost -= 1
                self.held = nil
                if number == held + 1 {
                    top = number
                    lost += 2
                    return
                }
            }
            if abs(number - top) > threshold {
                held = number
                lost += 1
            } else if number > top {
                lost += number - top
                top = number
            }
        }
    }

    @Test("Random streams against the reference, for each threshold", arguments: 0..<24)
    func random(seed: Int) {
        var random = Randomness(seed: UInt64(seed) + 1000)
        var tracker = SequenceTracker()
        var counter = ClientLossCounter()
        var references = [50, 250, 450].map { Reference(threshold: $0) }
        var number = 65536 + Int.random(in: 0..<65536, using: &random)
        var pending = [(due: Int, number: Int)]()
        var checks = 0
        for index in 0..<4000 {
            number += 1
            if random.once(in: 20) { number += Int.random(in: 1...3, using: &random) }
            if random.once(in: 200) { number += Int.random(in: 40...600, using: &random) }
            var arrived = pending.filter { $0.due <= index }.map(\.number)
            pending.removeAll { $0.due <= index }
            if random.once(in: 25) {
                pending.append((index + Int.random(in: 1...80, using: &random), number))
            } else {
                arrived.append(number)
            }
            for number in arrived {
                let before = tracker.highest
                let arrival = tracker.observe(
                    UInt16(truncatingIfNeeded: number), timestampStep: before < 0 || number > before ? 960 : -960)
                // More than 960 behind: the stream itself holds it back, SRTP drops it.
                guard arrival == .inOrder || arrival == .reordered else { continue }
                counter.observe(Int64(number), after: before)
                for index in references.indices { references[index].observe(number) }
                checks += 1
                #expect(Threshold.allCases.map { counter.lost($0) } == references.map { Int64($0.lost) })
            }
        }
        #expect(checks > 3900)
    }
}
