/// A payload type of a stream.
public struct PayloadTypeReport: Hashable, Sendable, JSONRepresentable {
    /// 0 to 127.
    public var payloadType: Int
    /// Null where nothing in the capture says it.
    public var codec: String?
    /// Hertz; null if unknown.
    public var clockRateHertz: Int?
    /// How the clock rate is known.
    public var clockRateSource: ReportedClockRateSource?
    /// Of the clock rate.
    public var clockRateConfidence: ReportedConfidence?
    /// Packets of that type.
    public var packets: Int?

    public init(
        payloadType: Int, codec: String? = nil, clockRateHertz: Int? = nil,
        clockRateSource: ReportedClockRateSource? = nil, clockRateConfidence: ReportedConfidence? = nil,
        packets: Int? = nil
    ) {
        self.payloadType = payloadType
        self.codec = codec
        self.clockRateHertz = clockRateHertz
        self.clockRateSource = clockRateSource
        self.clockRateConfidence = clockRateConfidence
        self.packets = packets
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("payload_type", payloadType)
            $0.member("codec", codec)
            $0.member("clock_rate", clockRateHertz)
            $0.member("clock_rate_source", clockRateSource)
            $0.member("clock_rate_confidence", clockRateConfidence)
            $0.member("packets", packets)
        }
    }
}
