/// What a sender said of its own stream, beside the tap's view between the same two reports.
public struct RTCPSenderView: Hashable, Sendable, JSONRepresentable {
    /// The stream.
    public var ssrc: SynchronizationSource
    /// sent: the client said it; received: the far end.
    public var direction: CallDirection
    /// Sender reports.
    public var reports: Int
    /// Time of the first, Unix seconds.
    public var first: UnixTime
    /// Time of the last, Unix seconds.
    public var last: UnixTime
    /// Frame number.
    public var firstFrame: UInt64
    /// Frame number.
    public var lastFrame: UInt64
    /// Packets that it had sent by its last report, by its own count (modulo 2^32).
    public var packets: Int
    /// Payload bytes that it had sent by its last report, by its own count (modulo 2^32).
    public var octets: Int
    /// Hz: RTP timestamp against the sender's wall clock, from the first to the last report.
    public var clockRateHertz: Double?
    /// From the first to the last report; null if they cannot be compared.
    public var span: SpanOfSending?
    /// Why there is no span.
    public var notComparable: String?

    public init(
        ssrc: SynchronizationSource, direction: CallDirection, reports: Int = 0, first: UnixTime, last: UnixTime,
        firstFrame: UInt64, lastFrame: UInt64, packets: Int = 0, octets: Int = 0, clockRateHertz: Double? = nil,
        span: SpanOfSending? = nil, notComparable: String? = nil
    ) {
        self.ssrc = ssrc
        self.direction = direction
        self.reports = reports
        self.first = first
        self.last = last
        self.firstFrame = firstFrame
        self.lastFrame = lastFrame
        self.packets = packets
        self.octets = octets
        self.clockRateHertz = clockRateHertz
        self.span = span
        self.notComparable = notComparable
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("ssrc", ssrc)
            $0.member("direction", direction)
            $0.member("reports", reports)
            $0.member("first", first)
            $0.member("last", last)
            $0.member("first_frame", firstFrame)
            $0.member("last_frame", lastFrame)
            $0.member("packets", packets)
            $0.member("octets", octets)
            $0.member("clock_rate_hz", clockRateHertz, decimals: 3)
            $0.member("span", span)
            $0.member("not_comparable", notComparable)
        }
    }
}
