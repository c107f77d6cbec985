/// `a=rtpmap`: the codec and the clock of a payload type (RFC 8866 6.6).
public struct SDPCodec: Hashable, Sendable {
    public var payloadType: PayloadType
    public var name: String
    public var clockRate: ClockRate
    /// 1 where nothing is said.
    public var channels: Int

    init?(_ value: Substring) {
        var words = WordCursor(value)
        guard let type = words.number(UInt8.self), type < 128, var parts = words.next().map(WordCursor.init),
            let name = parts.next(until: "/"), !name.isEmpty, let rate = parts.number(UInt32.self, until: "/"),
            rate > 0
        else { return nil }
        payloadType = PayloadType(rawValue: type)
        self.name = String(name)
        clockRate = ClockRate(rawValue: rate)
        channels = Int(parts.number(UInt8.self, until: "/") ?? 1)
    }
}
