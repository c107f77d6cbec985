/// A source's BYE (RFC 3550 6.6).
public struct RTCPGoodbyeReport: Hashable, Sendable, JSONRepresentable {
    /// Unix seconds.
    public var time: UnixTime
    /// Frame number.
    public var frame: UInt64
    /// Its text; null without.
    public var reason: String?

    public init(
        time: UnixTime, frame: UInt64, reason: String? = nil
    ) {
        self.time = time
        self.frame = frame
        self.reason = reason
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("reason", reason)
        }
    }
}
