/// How often that many packets in a row were lost.
public struct LossRunReport: Hashable, Sendable, JSONRepresentable {
    /// Packets in a row.
    public var length: Int
    /// How often.
    public var count: Int

    public init(length: Int, count: Int) {
        self.length = length
        self.count = count
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("length", length)
            $0.member("count", count)
        }
    }
}
