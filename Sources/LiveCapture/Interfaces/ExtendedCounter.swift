/// A counter of 32 bits that wraps, followed by one that does not.
struct ExtendedCounter: Hashable, Sendable {
    private(set) var value: UInt64 = 0
    private var last: UInt32 = 0

    /// - Parameter counter: read before it can have wrapped twice.
    mutating func extend(_ counter: UInt32) -> UInt64 {
        value &+= UInt64(counter &- last)
        last = counter
        return value
    }
}
