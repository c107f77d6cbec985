/// One interval as the client's SDK would have collected it, from the network's figures.
public struct ClientInterval: Hashable, Sendable {
    public var begin: UnixTime
    public var end: UnixTime
    public var rttMilliseconds: Double?
    /// Of the received audio.
    public var jitterMilliseconds: Double?
    /// Of the received audio, in the interval, as the client counts it: jumps above its threshold add nothing.
    public var packetLossPercent: Double?
    /// The same with every gap counted.
    public var networkLossPercent: Double?
    /// New in the interval; nil while the client has no such stream, and then nothing is checked.
    public var bytesReceived: Int?
    public var bytesSent: Int?
    /// 0 to 1, linear.
    public var sentLevel: Double?
    public var receivedLevel: Double?

    public init(begin: UnixTime, end: UnixTime) {
        self.begin = begin
        self.end = end
    }

    var seconds: Double { end.seconds(since: begin) }

    /// As the SDK scores it for LOW_MOS; nil unless all three figures are known.
    var score: Double? {
        guard let rttMilliseconds, let jitterMilliseconds, let packetLossPercent else { return nil }
        return OpinionScore.callReport(
            rttMilliseconds: rttMilliseconds, jitterMilliseconds: jitterMilliseconds,
            packetLossPercent: packetLossPercent)
    }
}
