/// When the SDK warns of a call (its own constants): a limit is crossed in so many intervals in a row.
public struct WarningLimits: Hashable, Sendable, JSONRepresentable {
    /// Milliseconds; above.
    public var rtt: Double
    /// Milliseconds; above.
    public var jitter: Double
    /// Percent; above.
    public var packetLoss: Double
    /// Call-report score; below.
    public var mos: Double
    /// Linear, 0 to 1; at or below.
    public var audioLevel: Double
    /// Seconds of silence before a client warns whose audio was once heard.
    public var silenceSeconds: Double
    /// Intervals in a row.
    public var breaches: Int
    /// Seconds before a warning that lasts is repeated.
    public var repeatSeconds: Double

    public init(
        rtt: Double = 400, jitter: Double = 30, packetLoss: Double = 1, mos: Double = 3.5, audioLevel: Double = 0.001,
        silenceSeconds: Double = 30, breaches: Int = 3, repeatSeconds: Double = 15
    ) {
        self.rtt = rtt
        self.jitter = jitter
        self.packetLoss = packetLoss
        self.mos = mos
        self.audioLevel = audioLevel
        self.silenceSeconds = silenceSeconds
        self.breaches = breaches
        self.repeatSeconds = repeatSeconds
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("rtt", rtt, decimals: 3)
            $0.member("jitter", jitter, decimals: 3)
            $0.member("packet_loss", packetLoss, decimals: 3)
            $0.member("mos", mos, decimals: 3)
            $0.member("audio_level", audioLevel, decimals: 6)
            $0.member("silence_seconds", silenceSeconds, decimals: 3)
            $0.member("breaches", breaches)
            $0.member("repeat_seconds", repeatSeconds, decimals: 3)
        }
    }
}
