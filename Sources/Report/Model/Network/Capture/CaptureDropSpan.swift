/// A span of capture time in which packets were dropped.
public struct CaptureDropSpan: Hashable, Sendable, JSONRepresentable {
    /// The counter before it, or the capture's first packet, Unix seconds.
    public var from: UnixTime
    /// The counter that shows it, Unix seconds.
    public var to: UnixTime
    /// How many.
    public var packets: Int
    /// The frame that carries the counter; null if a block of its own does.
    public var frame: UInt64?

    public init(from: UnixTime, to: UnixTime, packets: Int, frame: UInt64? = nil) {
        self.from = from
        self.to = to
        self.packets = packets
        self.frame = frame
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("from", from)
            $0.member("to", to)
            $0.member("packets", packets)
            $0.member("frame", frame)
        }
    }
}
