public import Wire

/// What a stream's trackers come to, for a stream that may have moved over several paths.
public struct StreamFigures: Sendable {
    public var unique: Int64
    public var expected: Int64
    public var duplicates: Int64
    public var reordered: Int64
    public var late: Int64
    public var lossRuns: LossRuns
    public var bursts: LossBursts
    public var bytes: StreamByteCounts
    public var payloadTypes: [PayloadTypeCounts.Count]
    public var content: StreamContent
    public var clock: StreamClock?
    /// In ms; nil while the clock rate is unknown.
    public var jitterLast: Double?
    public var jitterMaximum: Double?
    public var jitterSum: Double
    /// Packets that `jitterSum` runs over.
    public var jitterPackets: Int64
    /// Cumulative, ascending.
    public var seconds: [StreamSecond]
    /// Seconds that one entry stands for.
    public var secondStep: Int64
    public var firstTime: Timestamp
    public var lastTime: Timestamp
    public var firstFrame: UInt64
    public var lastFrame: UInt64
    public var clientLost: ClientLosses
    /// nil while the clock rate is unknown.
    public var latePackets: LatePackets?
    /// The worst remarkable gaps, in order of time, and how many there were.
    public var gaps: [ArrivalGap]
    public var gapCount: Int64
    public var longestGap: ArrivalGap?
    public var drift: ClockDrift
    public internal(set) var firstPacket: RTPArrival
    public internal(set) var lastPacket: RTPArrival
    private var firstSequence: UInt16
    private var highestSequence: UInt16

    public init(_ tracker: StreamTracker) {
        unique = tracker.sequence.unique
        expected = tracker.sequence.expected
        duplicates = tracker.sequence.duplicates
        reordered = tracker.sequence.reordered
        late = tracker.sequence.late
        (lossRuns, bursts) = tracker.sequence.lossToNow
        bytes = tracker.bytes
        payloadTypes = tracker.payloadTypeCounts
        content = tracker.contentToNow
        clock = tracker.clock
        let jitter = tracker.jitterFigures
        jitterLast = jitter?.lastMilliseconds
        jitterMaximum = jitter?.maxMilliseconds
        jitterSum = jitter?.sumMilliseconds ?? 0
        jitterPackets = jitter?.packets ?? 0
        seconds = tracker.secondsToNow
        secondStep = tracker.secondStep
        firstTime = tracker.first.time
        lastTime = tracker.last.time
        firstFrame = tracker.first.frame
        lastFrame = tracker.last.frame
        clientLost = tracker.clientLoss.losses
        latePackets = tracker.latePackets
        let gaps = tracker.gapsToNow
        self.gaps = gaps.gaps
        gapCount = gaps.count
        longestGap = gaps.longest
        drift = tracker.drift
        firstPacket = tracker.first
        lastPacket = tracker.last
        firstSequence = UInt16(truncatingIfNeeded: tracker.sequence.first)
        highestSequence = UInt16(truncatingIfNeeded: tracker.sequence.highest)
    }

    public var lost: Int64 { expected - unique }
    /// Mean of J after each packet, in ms.
    public var jitterMean: Double? { jitterPackets > 0 ? jitterSum / Double(jitterPackets) : nil }

    /// Goes on with the stream's figures on the path it moved to.
    public mutating func append(_ later: StreamFigures) {
        // What is missing between the paths is lost; numbers that both saw were expected once. A jump that is no
        // plausible loss is a restart (RFC 3550 A.1).
        let gap = Int64(Int16(bitPattern: later.firstSequence &- highestSequence)) - 1
        let missing = gap < SequenceTracker.maxDropout && gap > -SequenceTracker.windowLength ? gap : 0
        let lostBefore = lost
        // A path that was left for good may see its last packets after the next one's: they add nothing to the range.
        let reach = later.expected + missing
        expected += max(0, reach)
        // More packets than numbers: that many were seen on both paths, though which ones is not known.
        let doubled = max(0, unique + later.unique - expected)
        if missing > 0 { lossRuns.add(missing) }
        lossRuns.append(later.lossRuns)
        let clientLostBefore = clientLost + ClientLosses(missing: missing)
        appendTiming(later, missing: missing)
        let offset = seconds.last
        let carried = jitterCarried(to: later)
        for var second in later.seconds {
            second.unique = unique + max(0, second.unique - doubled)
            second.lost = max(0, second.lost + lostBefore + missing)
            second.protectedBytes += offset?.protectedBytes ?? 0
            second.paddingOnly += offset?.paddingOnly ?? 0
            second.duplicates += duplicates
            second.reordered += reordered
            second.clientLost = clientLostBefore + second.clientLost
            second.jitterSumMilliseconds += jitterSum + carried.sum
            if let offset { second.content = offset.content.adding(from: StreamContentSecond(), to: second.content) }
            if seconds.last?.second == second.second { seconds.removeLast() }
            seconds.append(second)
        }
        secondStep = max(secondStep, later.secondStep)
        clientLost = clientLostBefore + later.clientLost
        unique += later.unique - doubled
        duplicates += later.duplicates + doubled
        reordered += later.reordered
        late += later.late
        bytes.append(later.bytes)
        content.append(later.content)
        for count in later.payloadTypes {
            if let index = payloadTypes.firstIndex(where: { $0.payloadType == count.payloadType }) {
                payloadTypes[index].add(count)
            } else {
                payloadTypes.append(count)
            }
        }
        clock = clock ?? later.clock
        jitterLast = later.jitterLast ?? jitterLast
        jitterMaximum = [jitterMaximum, later.jitterMaximum, carried.first].compactMap(\.self).max()
        jitterSum += later.jitterSum + carried.sum
        jitterPackets += later.jitterPackets
        lastTime = max(lastTime, later.lastTime)
        lastFrame = max(lastFrame, later.lastFrame)
        if reach > 0 { highestSequence = later.highestSequence }
        lastPacket = later.lastPacket
    }

    /// What J brings along from the path before: the later path's tracker began at 0. J fades by 15/16 with every
    /// packet, so its sum over many packets is 16 times its first value.
    private func jitterCarried(to later: StreamFigures) -> (first: Double?, sum: Double) {
        guard var jitter = jitterLast, let rate = clock?.rate, rate == later.clock?.rate, later.jitterPackets > 0 else {
            return (nil, 0)
        }
        let next = later.firstPacket
        let ticks = Int32(bitPattern: next.timestamp &- lastPacket.timestamp)
        let arrived = Double(next.time.nanoseconds(since: lastPacket.time)) / 1e6
        let difference = abs(arrived - Double(ticks) * 1000 / Double(rate.rawValue))
        if ticks != 0, difference * Double(rate.rawValue) < JitterTracker.maxDifference * 1000 {
            jitter += (difference - jitter) / 16
        }
        var share = 1.0
        for _ in 0..<min(256, later.jitterPackets) { share *= 0.9375 }
        return (jitter, jitter * 16 * (1 - share))
    }

    /// Takes back the jitter: it was measured in a clock that is not the stream's.
    public mutating func forgetJitter() {
        jitterLast = nil
        jitterMaximum = nil
        jitterSum = 0
        jitterPackets = 0
        latePackets = nil
        drift = ClockDrift()
    }

    /// The cumulative figures at `time`; nil before the first packet.
    public func state(at time: Timestamp) -> StreamSecond? {
        // Entries that end no later than `time`.
        var low = 0
        var high = seconds.count
        while low < high {
            let middle = (low + high) / 2
            let end = (seconds[middle].second + secondStep).multipliedReportingOverflow(by: 1_000_000_000).0
            if end <= time.nanoseconds { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? seconds[low - 1] : nil
    }
}

extension StreamByteCounts {
    mutating func append(_ later: StreamByteCounts) {
        udpPayload += later.udpPayload
        duplicates += later.duplicates
        headers += later.headers
        paddingOnlyPackets += later.paddingOnlyPackets
        paddingOnlyBytes += later.paddingOnlyBytes
        paddedPackets += later.paddedPackets
        otherPadding.append(later.otherPadding)
        otherPaddingInOrder += later.otherPaddingInOrder
    }
}
