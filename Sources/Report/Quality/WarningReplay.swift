/// The SDK's check of its intervals, one after another: three breaches in a row raise a warning, which is repeated at
/// most every 15 s while it lasts; an interval without breach, or without the figure, ends it.
struct WarningReplay {
    private let limits: WarningLimits
    /// Those that go on, few at a time.
    private var episodes: [Episode] = []
    private var hasHeardLocalAudio = false
    private var localSilenceSeconds = 0.0
    private var ended: [ClientWarning] = []

    /// Breaches in a row.
    fileprivate struct Episode {
        let code: ClientWarning.Code
        var breaches = 0
        var warning: ClientWarning
        var isRaised = false
    }

    /// In order of their first times.
    static func warnings(of intervals: [ClientInterval], limits: WarningLimits) -> [ClientWarning] {
        var replay = WarningReplay(limits: limits)
        for interval in intervals { replay.check(interval) }
        for code in ClientWarning.Code.allCases { replay.end(code) }
        return replay.ended.sorted { ($0.first, $0.code) < ($1.first, $1.code) }
    }

    private init(limits: WarningLimits) { self.limits = limits }

    private mutating func check(_ interval: ClientInterval) {
        let limits = limits
        track(.highRTT, interval, interval.rttMilliseconds, above: limits.rtt)
        track(.highJitter, interval, interval.jitterMilliseconds, above: limits.jitter)
        track(.highPacketLoss, interval, interval.packetLossPercent, above: limits.packetLoss)
        track(.lowMOS, interval, interval.score, limit: limits.mos) { $0 < limits.mos }
        checkLocalAudio(interval)
        track(.lowInboundAudio, interval, interval.receivedLevel, limit: limits.audioLevel) { $0 <= limits.audioLevel }
        // Without a counter nothing is checked, and nothing begins anew either.
        if let bytes = interval.bytesReceived {
            track(.lowBytesReceived, interval, Double(bytes), limit: 0) { $0 == 0 }
        }
        if let bytes = interval.bytesSent {
            track(.lowBytesSent, interval, Double(bytes), limit: 0) { $0 == 0 }
        }
    }

    private mutating func track(
        _ code: ClientWarning.Code, _ interval: ClientInterval, _ value: Double?, above limit: Double
    ) {
        track(code, interval, value, limit: limit) { $0 > limit }
    }

    private mutating func track(
        _ code: ClientWarning.Code, _ interval: ClientInterval, _ value: Double?, limit: Double,
        isBreach: (Double) -> Bool
    ) {
        guard let value, isBreach(value) else { return end(code) }
        let index = extend(code, interval, value, limit: limit)
        guard episodes[index].breaches >= limits.breaches else { return }
        if !episodes[index].isRaised
            || interval.end.seconds(since: episodes[index].warning.last) >= limits.repeatSeconds
        {
            episodes[index].raise(at: interval.end)
        }
    }

    /// After real audio was heard once, only long silence is worth a warning, and once.
    private mutating func checkLocalAudio(_ interval: ClientInterval) {
        let limits = limits
        guard hasHeardLocalAudio || interval.sentLevel.map({ $0 > limits.audioLevel }) == true else {
            track(.lowLocalAudio, interval, interval.sentLevel, limit: limits.audioLevel) { $0 <= limits.audioLevel }
            return
        }
        hasHeardLocalAudio = true
        guard let level = interval.sentLevel, level <= limits.audioLevel else {
            localSilenceSeconds = 0
            return end(.lowLocalAudio)
        }
        localSilenceSeconds += interval.seconds
        let index = extend(.lowLocalAudio, interval, level, limit: limits.audioLevel)
        if localSilenceSeconds >= limits.silenceSeconds, !episodes[index].isRaised {
            episodes[index].raise(at: interval.end)
        }
    }

    /// - Returns: the episode's index.
    private mutating func extend(
        _ code: ClientWarning.Code, _ interval: ClientInterval, _ value: Double, limit: Double
    ) -> Int {
        let index = index(of: code) ?? episodes.count
        if index == episodes.count {
            episodes.append(
                Episode(
                    code: code,
                    warning: ClientWarning(
                        code, first: interval.end, count: 0, from: interval.begin, intervals: 0, limit: limit,
                        value: value)))
        }
        episodes[index].extend(to: interval.end, value, limit: limit)
        return index
    }

    private func index(of code: ClientWarning.Code) -> Int? { episodes.indices.first { episodes[$0].code == code } }

    private mutating func end(_ code: ClientWarning.Code) {
        guard let index = index(of: code) else { return }
        let episode = episodes.remove(at: index)
        if episode.isRaised { ended.append(episode.warning) }
    }
}

extension WarningReplay.Episode {
    fileprivate mutating func extend(to end: UnixTime, _ value: Double, limit: Double) {
        breaches += 1
        warning.intervals = breaches
        warning.to = end
        let worst = warning.value ?? value
        warning.value = value > limit ? max(worst, value) : min(worst, value)
    }

    fileprivate mutating func raise(at time: UnixTime) {
        if !isRaised { warning.first = time }
        isRaised = true
        warning.last = time
        warning.count += 1
    }
}
