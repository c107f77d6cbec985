/// A span in which a stream brought no packet.
public struct ArrivalGapReport: Hashable, Sendable, JSONRepresentable {
    /// Milliseconds.
    public var milliseconds: Double
    /// The packet before it, Unix seconds.
    public var start: UnixTime
    /// The frame that ended it.
    public var frame: UInt64?
    /// Null if undecided.
    public var cause: ReportedGapCause?

    public init(milliseconds: Double, start: UnixTime, frame: UInt64? = nil, cause: ReportedGapCause? = nil) {
        self.milliseconds = milliseconds
        self.start = start
        self.frame = frame
        self.cause = cause
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("ms", milliseconds, decimals: 3)
            $0.member("start", start)
            $0.member("frame", frame)
            $0.member("cause", cause)
        }
    }
}
