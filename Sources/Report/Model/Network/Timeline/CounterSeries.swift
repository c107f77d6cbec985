/// A stream's cumulative counters at the end of each step, in columns of equal length.
public struct CounterSeries: Hashable, Sendable, JSONRepresentable {
    public var stream: SynchronizationSource
    public var direction: CallDirection
    /// Where the first step begins.
    public var start: UnixTime
    /// Length of a step.
    public var stepSeconds: Int
    /// Unique packets.
    public var packets: [Int]
    /// Packets lost; it may fall where a late packet arrives.
    public var lost: [Int]
    /// Payload bytes; nil while the SRTP tag's length is open.
    public var payloadBytes: [Int]?

    public init(
        stream: SynchronizationSource, direction: CallDirection, start: UnixTime, stepSeconds: Int = 1,
        packets: [Int] = [],
        lost: [Int] = [], payloadBytes: [Int]? = nil
    ) {
        self.stream = stream
        self.direction = direction
        self.start = start
        self.stepSeconds = stepSeconds
        self.packets = packets
        self.lost = lost
        self.payloadBytes = payloadBytes
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("event", "counters")
            $0.member("stream", stream)
            $0.member("direction", direction)
            $0.member("start", start)
            $0.member("step", stepSeconds)
            $0.member("packets", packets)
            $0.member("lost", lost)
            $0.member("payload_bytes", payloadBytes)
        }
    }
}
