/// A call in a table of calls that go on.
public struct LiveCallRow: Hashable, Sendable {
    public struct Direction: Hashable, Sendable {
        /// Of the interval, in ms and percent.
        public var jitterMilliseconds: Double?
        public var packetLossPercent: Double?

        public init(jitterMilliseconds: Double? = nil, packetLossPercent: Double? = nil) {
            self.jitterMilliseconds = jitterMilliseconds
            self.packetLossPercent = packetLossPercent
        }
    }

    public var callID: String
    public var client: TransportAddress?
    public var farEnd: TransportAddress?
    public var localCandidate: ReportedCandidateType?
    public var remoteCandidate: ReportedCandidateType?
    public var iceState: ReportedICEState?
    public var dtlsState: ReportedDTLSState?
    public var rttMilliseconds: Double?
    /// Nil where not one packet of that side was captured.
    public var sent: Direction?
    public var received: Direction?
    public var firstPacket: UnixTime
    public var lastPacket: UnixTime
    /// The interval's end.
    public var timestamp: UnixTime

    public init(callID: String, firstPacket: UnixTime, lastPacket: UnixTime, timestamp: UnixTime) {
        self.callID = callID
        self.firstPacket = firstPacket
        self.lastPacket = lastPacket
        self.timestamp = timestamp
    }

    /// Of the received audio, as the SDK's call report computes it.
    public var score: Double? {
        guard let rtt = rttMilliseconds, let jitter = received?.jitterMilliseconds,
            let loss = received?.packetLossPercent
        else { return nil }
        return OpinionScore.callReport(rttMilliseconds: rtt, jitterMilliseconds: jitter, packetLossPercent: loss)
    }

    /// What state it is in, in one word: what is wrong before what is well.
    public var state: String {
        if iceState == .failed { return "failed" }
        if dtlsState == .failed { return "dtls!" }
        if dtlsState == .closed || iceState == .closed { return "closed" }
        if timestamp.milliseconds(since: lastPacket) > 5000 { return "silent" }
        if iceState == .checking { return "check" }
        if dtlsState == .connecting { return "dtls.." }
        if iceState == .new { return "new" }
        return "up"
    }

    var path: String {
        guard localCandidate != nil || remoteCandidate != nil else { return "" }
        func letter(_ type: ReportedCandidateType?) -> String { type.map { String($0.rawValue.prefix(1)) } ?? "?" }
        return letter(localCandidate) + ">" + letter(remoteCandidate)
    }

    public var seconds: Double { max(0, timestamp.milliseconds(since: firstPacket) / 1000) }

    /// The worse, the higher: what does not connect, then the grades by the documented thresholds, then the figures.
    func badness(_ thresholds: QualityThresholds) -> Double {
        var badness = 0.0
        switch state {
        case "failed", "dtls!": badness += 1000
        case "dtls..": badness += 500
        case "check", "new": badness += 200
        default: break
        }
        func grade(_ limits: QualityThresholds.Limits, _ value: Double?) -> Double {
            guard let value, let grade = limits.grade(value) else { return 0 }
            let step: Double = grade == .poor ? 100 : grade == .fair ? 30 : 0
            return step + min(9, value / max(limits.poor, 0.001))
        }
        badness += grade(thresholds.rtt, rttMilliseconds)
        for direction in [sent, received] {
            badness += grade(thresholds.jitter, direction?.jitterMilliseconds)
            badness += grade(thresholds.packetLoss, direction?.packetLossPercent)
        }
        return badness
    }

    /// What a filter is looked for in.
    var searchText: String {
        [callID, client?.description ?? "", farEnd?.description ?? "", state].joined(separator: " ").lowercased()
    }
}
