import Testing

@testable import callwitness

@Suite("Queues between the capture and its outputs")
struct BoundedQueueTests {
    @Test("What finds no room is counted, and what matters less makes way first")
    func bounds() {
        let queue = BoundedQueue<Int>(capacity: 80)
        #expect(queue.put(1, weight: 10, share: 0.125))
        #expect(!queue.put(2, weight: 10, share: 0.125))
        #expect(queue.put(3, weight: 70))
        #expect(!queue.put(4, weight: 1))
        #expect(queue.dropped == 2)
        #expect(queue.take() == 1)
        #expect(queue.put(5, weight: 10))
        queue.close()
        #expect(!queue.put(6, weight: 1))
        #expect([queue.take(), queue.take(), queue.take()] == [3, 5, nil])
        #expect(queue.dropped == 3)
    }

    @Test("One larger than all the room passes when nothing waits")
    func large() {
        let queue = BoundedQueue<Int>(capacity: 10)
        #expect(queue.put(1, weight: 1000))
        #expect(!queue.put(2, weight: 1))
        #expect(queue.take() == 1)
    }

    @Test("A taker in another thread gets everything in order, and draining waits for it")
    func threads() throws {
        let queue = BoundedQueue<Int>(capacity: .max)
        let sum = SharedState<[Int]>([])
        try BackgroundThread.start {
            while let item = queue.take() { sum.withLock { $0.append(item) } }
        }
        for number in 0..<1000 { queue.put(number, weight: 1) }
        #expect(queue.drain(within: .max / 2))
        #expect(sum.withLock { $0 } == Array(0..<1000))
        queue.close()
    }

    @Test("What a stuck taker leaves is given up and counted")
    func stuck() {
        let queue = BoundedQueue<Int>(capacity: 100)
        for number in 0..<5 { queue.put(number, weight: 1) }
        #expect(queue.take() == 0)
        #expect(!queue.drain(within: 0))
        queue.abandon()
        #expect(queue.dropped == 4)
        #expect(queue.take() == nil)
    }
}
