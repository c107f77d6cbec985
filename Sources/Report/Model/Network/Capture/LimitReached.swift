/// A bound of the analysis that this capture ran into.
public struct LimitReached: Hashable, Sendable, JSONRepresentable {
    /// What is bounded.
    public var limit: String
    /// The bound.
    public var capacity: Int
    /// What did not fit.
    public var dropped: Int

    public init(limit: String, capacity: Int, dropped: Int) {
        self.limit = limit
        self.capacity = capacity
        self.dropped = dropped
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("limit", limit)
            $0.member("capacity", capacity)
            $0.member("dropped", dropped)
        }
    }
}
