/// Whether somebody is to be heard in an audio stream: "media flows, nobody speaks" is not "no media".
public struct StreamActivityReport: Hashable, Sendable, JSONRepresentable {
    /// Of the stream as a whole.
    public var state: ReportedActivity
    /// What says so.
    public var evidence: String
    /// Percent of the packets that were as long as the one before them.
    public var sameSizePercent: Double?
    /// Percent of the packets that ended in the same bytes too; only clear media can.
    public var sameContentPercent: Double?
    /// Percent of the packets with an audio level of 127: digital silence; null without levels.
    public var levelFloorPercent: Double?
    /// Percent of the stream's time in pauses of 0.1 to 1 s that sequence number and timestamp go on over.
    public var discontinuousPercent: Double?
    /// Packets of payload type 13 (RFC 3389).
    public var comfortNoisePackets: Int
    /// Seconds of silence, spans of 3 s and more alone; null where silence cannot be told.
    public var silenceSeconds: Double?
    /// The first 32 of these spans.
    public var silences: [SilenceSpanReport]

    public init(
        state: ReportedActivity, evidence: String, sameSizePercent: Double? = nil, sameContentPercent: Double? = nil,
        levelFloorPercent: Double? = nil, discontinuousPercent: Double? = nil, comfortNoisePackets: Int = 0,
        silenceSeconds: Double? = nil, silences: [SilenceSpanReport] = []
    ) {
        self.state = state
        self.evidence = evidence
        self.sameSizePercent = sameSizePercent
        self.sameContentPercent = sameContentPercent
        self.levelFloorPercent = levelFloorPercent
        self.discontinuousPercent = discontinuousPercent
        self.comfortNoisePackets = comfortNoisePackets
        self.silenceSeconds = silenceSeconds
        self.silences = silences
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("state", state)
            $0.member("evidence", evidence)
            $0.member("same_size", sameSizePercent, decimals: 3)
            $0.member("same_content", sameContentPercent, decimals: 3)
            $0.member("level_floor", levelFloorPercent, decimals: 3)
            $0.member("dtx", discontinuousPercent, decimals: 3)
            $0.member("comfort_noise_packets", comfortNoisePackets)
            $0.member("silence_seconds", silenceSeconds, decimals: 3)
            $0.member("silences", silences)
        }
    }
}
