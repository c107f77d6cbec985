/// A span of 3 s or more in which a stream's packets came and nothing was to be heard.
public struct SilenceSpanReport: Hashable, Sendable, JSONRepresentable {
    /// Unix seconds.
    public var start: UnixTime
    /// Unix seconds.
    public var end: UnixTime
    /// Frame number.
    public var firstFrame: UInt64
    /// Frame number.
    public var lastFrame: UInt64
    /// Unique packets of the stream in it.
    public var packets: Int

    public init(start: UnixTime, end: UnixTime, firstFrame: UInt64, lastFrame: UInt64, packets: Int) {
        self.start = start
        self.end = end
        self.firstFrame = firstFrame
        self.lastFrame = lastFrame
        self.packets = packets
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("start", start)
            $0.member("end", end)
            $0.member("first_frame", firstFrame)
            $0.member("last_frame", lastFrame)
            $0.member("packets", packets)
        }
    }
}
