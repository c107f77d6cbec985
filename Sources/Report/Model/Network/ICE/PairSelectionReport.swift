/// From when on a direction of the call used a pair.
public struct PairSelectionReport: Hashable, Sendable, JSONRepresentable {
    /// sent: the client sends on it.
    public var direction: CallDirection
    /// The client's address at the tap.
    public var local: TransportAddress
    /// The far end's address at the tap.
    public var remote: TransportAddress
    /// Unix seconds.
    public var time: UnixTime
    /// The frame that shows it.
    public var frame: UInt64?
    /// What shows it: media, dtls or nomination.
    public var reason: String

    public init(
        direction: CallDirection, local: TransportAddress, remote: TransportAddress, time: UnixTime,
        frame: UInt64? = nil, reason: String
    ) {
        self.direction = direction
        self.local = local
        self.remote = remote
        self.time = time
        self.frame = frame
        self.reason = reason
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("direction", direction)
            $0.member("local", local)
            $0.member("remote", remote)
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("reason", reason)
        }
    }
}
