/// Error responses of one code.
public struct STUNErrorCount: Hashable, Sendable, JSONRepresentable {
    /// RFC 8489 section 14.8.
    public var code: Int
    /// The phrase that came with it.
    public var reason: String?
    /// How many.
    public var count: Int
    /// The request that was refused.
    public var method: String?
    /// A normal part of the dance: the 401 to a first request without credentials, a stale nonce.
    public var isChallenge: Bool
    /// When.
    public var seen: Sightings?

    public init(
        code: Int, reason: String? = nil, count: Int, method: String? = nil, isChallenge: Bool = false,
        seen: Sightings? = nil
    ) {
        self.code = code
        self.reason = reason
        self.count = count
        self.method = method
        self.isChallenge = isChallenge
        self.seen = seen
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("code", code)
            $0.member("reason", reason)
            $0.member("count", count)
            $0.member("method", method)
            $0.member("challenge", isChallenge)
            $0.member("seen", seen)
        }
    }
}
