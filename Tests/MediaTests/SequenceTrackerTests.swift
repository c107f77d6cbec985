import Testing

@testable import Media

@Suite("Sequence numbers of a stream (RFC 3550 A.1, A.3)")
struct SequenceTrackerTests {
    /// Timestamps go with the sequence numbers, 960 ticks each.
    private func observe(_ numbers: [Int], timestampStep: Int32? = nil) -> (SequenceTracker, [SequenceTracker.Arrival])
    {
        var tracker = SequenceTracker()
        var arrivals = [SequenceTracker.Arrival]()
        for number in numbers {
            let step = Int16(truncatingIfNeeded: number - Int(truncatingIfNeeded: tracker.highest))
            arrivals.append(
                tracker.observe(
                    UInt16(truncatingIfNeeded: number), timestampStep: timestampStep ?? 960 * Int32(step)))
        }
        return (tracker, arrivals)
    }

    @Test("A full stream over the wrap loses nothing")
    func wraps() {
        let (tracker, arrivals) = observe(Array(65000..<70000))
        #expect(arrivals.allSatisfy { $0 == .inOrder })
        #expect(tracker.unique == 5000 && tracker.expected == 5000 && tracker.lost == 0)
        #expect(tracker.first == 65536 + 65000 && tracker.highest == 65536 + 69999)
    }

    @Test("Twenty wraps of 65536 are twenty cycles")
    func wrapsOften() {
        let (tracker, _) = observe((0..<(20 * 65536 / 512)).map { $0 * 512 })
        #expect(tracker.highest - tracker.first == 20 * 65536 - 512)
        #expect(tracker.unique == 2560 && tracker.lost == 20 * 65536 - 511 - 2560)
    }

    @Test(
        "Every gap counts, also over the wrap", arguments: [1, 2, 49, 50, 51, 60, 64, 250, 959, 960, 961, 1500, 2998])
    func gaps(missing: Int) {
        for begin in [10, 65530] {
            let (tracker, _) = observe([begin, begin + 1, begin + 2 + missing, begin + 3 + missing])
            #expect(tracker.lost == Int64(missing) && tracker.unique == 4 && tracker.restarts == 0)
            #expect(tracker.lossRunsToNow.runs == [LossRuns.Run(length: Int64(missing), count: 1)])
        }
    }

    @Test("A jump of 2999 is loss, of 3000 held back")
    func dropout() {
        let (loss, arrivals) = observe([1, 2, 3001])
        #expect(arrivals == [.inOrder, .inOrder, .inOrder] && loss.lost == 2998)
        let (jump, held) = observe([1, 2, 3002])
        #expect(held == [.inOrder, .inOrder, .held] && jump.lost == 0 && jump.unique == 2 && jump.isHolding)
    }

    @Test("Two consecutive packets behind a jump are a restart, and no loss")
    func restartConfirmed() {
        let (tracker, arrivals) = observe([1, 2, 3, 20000, 20001, 20002, 20004])
        #expect(arrivals == [.inOrder, .inOrder, .inOrder, .held, .restart, .inOrder, .inOrder])
        #expect(tracker.restarts == 1 && tracker.unique == 7 && tracker.expected == 3 + 5 && tracker.lost == 1)
        #expect(tracker.lossRunsToNow.packets == 1 && tracker.strays == 0)
    }

    @Test("A restart at the wrap: 65535 is confirmed by 0")
    func restartAtWrap() {
        let (tracker, arrivals) = observe([30000, 30001, 65535, 65536, 65537])
        #expect(arrivals == [.inOrder, .inOrder, .held, .restart, .inOrder])
        #expect(tracker.unique == 5 && tracker.lost == 0)
    }

    @Test("Losses before a restart stay counted, those around it are none")
    func lossBeforeRestart() {
        let (tracker, _) = observe([1, 2, 5, 30000, 30001, 30011])
        #expect(tracker.lost == 2 + 9)
        #expect(tracker.lossRunsToNow.runs == [.init(length: 2, count: 1), .init(length: 9, count: 1)])
    }

    @Test("A jump that nothing confirms is one stray; back, it is late")
    func restartNotConfirmed() {
        let (ahead, arrivals) = observe([1, 2, 20000, 3, 4])
        #expect(arrivals == [.inOrder, .inOrder, .held, .inOrder, .inOrder])
        #expect(ahead.strays == 1 && ahead.late == 0 && ahead.unique == 4 && ahead.lost == 0)
        let (behind, _) = observe([5001, 5002, 4000, 5003, 5004])
        #expect(behind.strays == 0 && behind.late == 1 && behind.unique == 4 && behind.lost == 0)
        let (several, _) = observe([1, 2, 20000, 30000, 9000, 3])
        #expect(several.strays == 3 && several.unique == 3)
    }

    @Test("Back by over 100 is a restart if the timestamp went on or leapt, and reordering if it went back too")
    func misorder() {
        let numbers = Array(1000..<1400) + [1200, 1201, 1202]
        #expect(observe(numbers, timestampStep: 960).0.restarts == 1)
        #expect(observe(numbers, timestampStep: -900_000_000).0.restarts == 1)
        let (reordered, _) = observe(numbers)
        #expect(reordered.restarts == 0 && reordered.duplicates == 3 && reordered.unique == 400)
        // By 100 it is none, whatever the timestamp says.
        #expect(observe(Array(1000..<1400) + [1299, 1300], timestampStep: 960).0.duplicates == 2)
    }

    @Test(
        "Reordering within the window is neither loss nor duplicate",
        arguments: [1, 2, 63, 64, 100, 101, 500, 959, 960])
    func reordering(distance: Int) {
        let (tracker, arrivals) = observe([5000] + Array(5002...(5001 + distance)) + [5001, 5001])
        #expect(arrivals.suffix(2) == [.reordered, .duplicate])
        #expect(tracker.lost == 0 && tracker.reordered == 1 && tracker.duplicates == 1)
        #expect(tracker.unique == Int64(distance) + 2 && tracker.lossRunsToNow.runs.isEmpty)
    }

    @Test("Behind the window a packet is late, and lost")
    func late() {
        let (tracker, arrivals) = observe([5000] + Array(5002...(5001 + 961)) + [5001, 5963])
        #expect(arrivals.suffix(2) == [.held, .inOrder])
        #expect(tracker.late == 1 && tracker.lost == 1 && tracker.unique == 963)
    }

    @Test("Packets from before the first are received; what lacks between is not lost")
    func beforeFirst() {
        let (tracker, arrivals) = observe([10, 8, 11, 8, 9])
        #expect(arrivals == [.inOrder, .reordered, .inOrder, .duplicate, .reordered])
        #expect(tracker.unique == 4 && tracker.lost == 0 && tracker.reordered == 2 && tracker.duplicates == 1)
        let (gap, _) = observe([10, 5, 11])
        #expect(gap.unique == 3 && gap.expected == 3 && gap.lost == 0 && gap.lossRunsToNow.runs.isEmpty)
        let (wrapped, _) = observe([65537, 65535, 65536, 65538])
        #expect(wrapped.unique == 4 && wrapped.lost == 0)
    }

    @Test("Random streams against counting with sets and a list of all numbers", arguments: 0..<24)
    func oracle(seed: Int) {
        var random = Randomness(seed: UInt64(seed))
        // Numbers in sending order with losses and doubles; delays of up to 60 places, but not beside the long gaps, which
        // would make late packets of them.
        var sent = [(place: Double, number: Int)]()
        let first = Int.random(in: 0..<65536, using: &random)
        var number = first
        let lossEvery = [10000, 50, 5][seed % 3]
        for index in 0..<4000 {
            if index > 0 {
                number += 1
                if random.once(in: lossEvery) { number += random.once(in: 2) ? 1 : 3 }
                if index % 500 == 0 { number += Int.random(in: 0..<2900, using: &random) }
            }
            let isDelayed = (100..<400).contains(index % 500) && random.once(in: 20)
            let place = Double(index) + (isDelayed ? Double.random(in: 0..<60, using: &random) : 0)
            sent.append((place, number))
            if index % 500 < 490, random.once(in: 30) { sent.append((place + 5, number)) }
        }
        let arrived = sent.enumerated().sorted {
            ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
        }.map(\.element.number)

        let (tracker, _) = observe(arrived)
        var seen = Set<Int>()
        var (duplicates, reordered, highest) = (0, 0, first)
        for number in arrived {
            if !seen.insert(number).inserted {
                duplicates += 1
            } else if number < highest {
                reordered += 1
            }
            highest = max(highest, number)
        }
        var runs = [Int64: Int64]()
        var run: Int64 = 0
        for number in first...highest {
            if seen.contains(number) {
                if run > 0 { runs[run, default: 0] += 1 }
                run = 0
            } else {
                run += 1
            }
        }
        #expect(tracker.unique == Int64(seen.count))
        #expect(tracker.duplicates == Int64(duplicates) && tracker.reordered == Int64(reordered))
        #expect(tracker.expected == Int64(highest - first + 1))
        #expect(
            tracker.lossRunsToNow.runs
                == runs.sorted { $0.key < $1.key }.map { LossRuns.Run(length: $0.key, count: $0.value) })
        #expect(tracker.lossRunsToNow.packets == tracker.lost)
    }
}
