/// One repetition of a flight.
public struct DTLSRepeatReport: Hashable, Sendable, JSONRepresentable {
    /// First packet, Unix seconds.
    public var time: UnixTime
    /// First packet.
    public var frame: UInt64
    /// Milliseconds since the flight was sent before this.
    public var afterMilliseconds: Double
    /// Packets of this repetition.
    public var packets: Int
    /// UDP payload, in bytes.
    public var bytes: Int

    public init(time: UnixTime, frame: UInt64, afterMilliseconds: Double, packets: Int, bytes: Int) {
        self.time = time
        self.frame = frame
        self.afterMilliseconds = afterMilliseconds
        self.packets = packets
        self.bytes = bytes
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("after_ms", afterMilliseconds, decimals: 3)
            $0.member("packets", packets)
            $0.member("bytes", bytes)
        }
    }
}
