/// How often something was seen, and when first and last.
public struct Sightings: Hashable, Sendable, JSONRepresentable {
    /// How often.
    public var count: Int
    /// Unix seconds.
    public var first: UnixTime
    /// Frame number.
    public var firstFrame: UInt64?
    /// Unix seconds.
    public var last: UnixTime
    /// Frame number.
    public var lastFrame: UInt64?

    public init(count: Int, first: UnixTime, firstFrame: UInt64? = nil, last: UnixTime, lastFrame: UInt64? = nil) {
        self.count = count
        self.first = first
        self.firstFrame = firstFrame
        self.last = last
        self.lastFrame = lastFrame
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("count", count)
            $0.member("first", first)
            $0.member("first_frame", firstFrame)
            $0.member("last", last)
            $0.member("last_frame", lastFrame)
        }
    }
}
