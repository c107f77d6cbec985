#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What one thread hands to another, which may be slow or stuck: bounded by weight, and whoever puts in never waits.
final class BoundedQueue<Item: Sendable>: Sendable {
    private struct State {
        var items: [(item: Item, weight: Int, count: UInt64)] = []
        /// The next to be taken.
        var first = 0
        var weight = 0
        var isClosed = false
        /// The taker has one that it is not done with.
        var isBusy = false
        var dropped: UInt64 = 0
    }

    private let capacity: Int
    private let state = SharedState(State())

    init(capacity: Int) { self.capacity = capacity }

    /// - Parameters:
    ///   - share: how much of the capacity may be taken when it is in: what matters less makes way first.
    ///   - count: what it counts for if it is dropped.
    /// - Returns: false if there was no room; it is counted.
    @discardableResult
    func put(_ item: Item, weight: Int, share: Double = 1, count: UInt64 = 1) -> Bool {
        state.change { state in
            let isFull = Double(state.weight + weight) > Double(capacity) * share && state.weight > 0
            guard !isFull, !state.isClosed else {
                state.dropped += count
                return false
            }
            state.items.append((item, weight, count))
            state.weight += weight
            return true
        }
    }

    /// Waits until no more than half of the capacity is taken, for one that may wait.
    ///
    /// - Returns: false if nothing was taken for `nanoseconds`.
    func waitForRoom(within nanoseconds: Int64) -> Bool {
        var before = Int.max
        var deadline = SystemClock.monotonic + nanoseconds
        while true {
            let weight = state.withLock { $0.isClosed ? 0 : $0.weight }
            if weight <= capacity / 2 { return true }
            if weight < before {
                before = weight
                deadline = SystemClock.monotonic + nanoseconds
            }
            guard SystemClock.monotonic < deadline else { return false }
            usleep(2000)
        }
    }

    /// Waits for the next; nil when the queue was closed and is empty.
    func take() -> Item? {
        state.change { $0.isBusy = false }
        let next: Item?? = state.wait { state -> Item?? in
            guard state.first < state.items.count else { return state.isClosed ? .some(nil) : nil }
            let (item, weight, _) = state.items[state.first]
            state.first += 1
            state.weight -= weight
            state.isBusy = true
            // The taken ones go when they are half of the array, so that each is moved once at most.
            if state.first * 2 >= state.items.count {
                state.items.removeFirst(state.first)
                state.first = 0
            }
            return item
        }
        return next ?? nil
    }

    /// No more will be put in.
    func close() { state.change { $0.isClosed = true } }

    /// Throws away what was not taken and will not be.
    func abandon() {
        state.change { state in
            state.isClosed = true
            for waiting in state.items[state.first...] { state.dropped += waiting.count }
            (state.items, state.first, state.weight) = ([], 0, 0)
        }
    }

    /// Nothing waits, and the taker is done with what it took.
    var isIdle: Bool { state.withLock { $0.first == $0.items.count && !$0.isBusy } }

    /// Items that found no room.
    var dropped: UInt64 { state.withLock { $0.dropped } }

    /// Waits until all was taken and dealt with.
    ///
    /// - Returns: false if that took longer than `nanoseconds`.
    func drain(within nanoseconds: Int64) -> Bool {
        let deadline = SystemClock.monotonic + nanoseconds
        while true {
            if isIdle { return true }
            guard SystemClock.monotonic < deadline else { return false }
            usleep(2000)
        }
    }
}
