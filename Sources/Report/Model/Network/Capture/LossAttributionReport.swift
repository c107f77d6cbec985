/// Whether the sequence gaps of a call's streams are the network's or the capture's own.
public struct LossAttributionReport: Hashable, Sendable, JSONRepresentable {
    public var verdict: ReportedLossVerdict
    /// Why, the weightiest first.
    public var evidence: [String]
    /// Packets missing in all streams of the call.
    public var lost: Int
    /// Those of them that the verdict speaks of.
    public var packets: Int
    /// Begins of the seconds in which independent streams lost packets together, Unix seconds; the first of them.
    public var seconds: [Int64]
    /// Frames that show it, not necessarily all.
    public var frames: [UInt64]

    public init(
        verdict: ReportedLossVerdict = .nothingLost, evidence: [String] = [], lost: Int = 0, packets: Int = 0,
        seconds: [Int64] = [], frames: [UInt64] = []
    ) {
        self.verdict = verdict
        self.evidence = evidence
        self.lost = lost
        self.packets = packets
        self.seconds = seconds
        self.frames = frames
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("verdict", verdict)
            $0.member("evidence", evidence)
            $0.member("lost", lost)
            $0.member("packets", packets)
            $0.member("seconds", seconds)
            $0.member("frames", frames)
        }
    }
}
