/// A lifetime that a TURN server granted.
public struct TURNGrantReport: Hashable, Sendable, JSONRepresentable {
    /// Unix seconds.
    public var time: UnixTime
    /// Frame number.
    public var frame: UInt64?
    /// Seconds; 0: given back.
    public var lifetimeSeconds: Int
    /// By a Refresh, not with the allocation.
    public var isRefresh: Bool

    public init(time: UnixTime, frame: UInt64? = nil, lifetimeSeconds: Int, isRefresh: Bool) {
        self.time = time
        self.frame = frame
        self.lifetimeSeconds = lifetimeSeconds
        self.isRefresh = isRefresh
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("lifetime", lifetimeSeconds)
            $0.member("refresh", isRefresh)
        }
    }
}
