/// A span in which the capture does not cover the call.
public struct CoverageGapReport: Hashable, Sendable, JSONRepresentable {
    /// Unix seconds.
    public var from: UnixTime
    /// Unix seconds.
    public var to: UnixTime
    /// The first frame after it; null if frames of other calls lie inside it.
    public var frame: UInt64?
    /// Packets of this call's streams that are missing there.
    public var packets: Int?
    /// Why.
    public var reason: String

    public init(from: UnixTime, to: UnixTime, frame: UInt64? = nil, packets: Int? = nil, reason: String) {
        self.from = from
        self.to = to
        self.frame = frame
        self.packets = packets
        self.reason = reason
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("from", from)
            $0.member("to", to)
            $0.member("frame", frame)
            $0.member("packets", packets)
            $0.member("reason", reason)
        }
    }
}
