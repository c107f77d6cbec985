/// Error responses of one code.
public struct STUNErrorCount: Hashable, Sendable, JSONRepresentable {
    /// RFC 8489 section 14.8.
    public var code: Int
    /// The phrase that came with it.
    public var reason: String?
    /// How many.
    public var count: Int

    public init(code: Int, reason: String? = nil, count: Int) {
        self.code = code
        self.reason = reason
        self.count = count
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("code", code)
            $0.member("reason", reason)
            $0.member("count", count)
        }
    }
}
