/// A span in which a stream brought no packet, or numbers that it left out.
public struct ArrivalGapReport: Hashable, Sendable, JSONRepresentable {
    /// Milliseconds.
    public var milliseconds: Double
    /// The packet before it, Unix seconds.
    public var start: UnixTime
    /// The frame before it.
    public var frameBefore: UInt64?
    /// The frame that ended it.
    public var frame: UInt64?
    /// Packets missing in it.
    public var packetsMissing: Int?
    /// How many of those a client counts as lost.
    public var countedByClient: Int?
    /// Null if undecided.
    public var cause: ReportedGapCause?

    public init(
        milliseconds: Double, start: UnixTime, frameBefore: UInt64? = nil, frame: UInt64? = nil,
        packetsMissing: Int? = nil, countedByClient: Int? = nil, cause: ReportedGapCause? = nil
    ) {
        self.milliseconds = milliseconds
        self.start = start
        self.frameBefore = frameBefore
        self.frame = frame
        self.packetsMissing = packetsMissing
        self.countedByClient = countedByClient
        self.cause = cause
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("ms", milliseconds, decimals: 3)
            $0.member("start", start)
            $0.member("frame_before", frameBefore)
            $0.member("frame", frame)
            $0.member("packets_missing", packetsMissing)
            $0.member("counted_by_client", countedByClient)
            $0.member("cause", cause)
        }
    }
}
