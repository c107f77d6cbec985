/// A span in which the capture does not cover the call.
public struct CoverageGapReport: Hashable, Sendable, JSONRepresentable {
    /// Unix seconds.
    public var from: UnixTime
    /// Unix seconds.
    public var to: UnixTime
    /// Why.
    public var reason: String

    public init(from: UnixTime, to: UnixTime, reason: String) {
        self.from = from
        self.to = to
        self.reason = reason
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("from", from)
            $0.member("to", to)
            $0.member("reason", reason)
        }
    }
}
