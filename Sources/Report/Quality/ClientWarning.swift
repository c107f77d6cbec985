/// A warning that the client's SDK would have raised.
public struct ClientWarning: Hashable, Sendable, JSONRepresentable {
    /// The SDK's number.
    public var code: Int
    /// The SDK's name.
    public var name: String
    /// Unix seconds.
    public var first: UnixTime
    /// Unix seconds.
    public var last: UnixTime
    /// Times raised.
    public var count: Int

    public init(code: Int, name: String, first: UnixTime, last: UnixTime, count: Int) {
        self.code = code
        self.name = name
        self.first = first
        self.last = last
        self.count = count
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("code", code)
            $0.member("name", name)
            $0.member("first", first)
            $0.member("last", last)
            $0.member("count", count)
        }
    }
}
