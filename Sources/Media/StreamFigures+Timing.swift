import Wire

extension StreamFigures {
    /// Mean time from one sequence number to the next, in ns; nil for a single packet.
    ///
    /// - Parameter pauses: time to leave out, in ns.
    public func packetSpacing(without pauses: Int64) -> Double? {
        guard expected > 1 else { return nil }
        let span = Double(lastTime.nanoseconds(since: firstTime)) - Double(pauses)
        return span > 0 ? span / Double(expected - 1) : nil
    }

    /// Goes on with the gaps, bursts, lateness and drift of the path that the stream moved to.
    ///
    /// - Parameter missing: numbers between the two paths; negative where both had the same.
    mutating func appendTiming(_ later: StreamFigures, missing: Int64) {
        bursts.append(later.bursts, missing: missing)
        if let late = later.latePackets {
            latePackets = latePackets ?? LatePackets()
            latePackets?.append(late)
        }
        drift.append(later.drift)
        var both = gaps + later.gaps
        gapCount += later.gapCount
        let between = gap(to: later, missing: max(0, missing))
        let usual = between.usualNanoseconds * ArrivalGapTracker.usualFactor
        if between.missing >= ArrivalGapTracker.remarkableMissing
            || between.nanoseconds >= ArrivalGapTracker.remarkableSilence && Double(between.nanoseconds) >= usual
        {
            both.append(between)
            gapCount += 1
        }
        both.sort { ($1.weight, $0.frameAfter) < ($0.weight, $1.frameAfter) }
        gaps = both.prefix(ArrivalGapTracker.capacity).sorted { $0.frameAfter < $1.frameAfter }
        for gap in [between, later.longestGap].compactMap(\.self)
        where gap.nanoseconds > longestGap?.nanoseconds ?? 0 { longestGap = gap }
    }

    /// From the last packet on this path to the first on the next.
    private func gap(to later: StreamFigures, missing: Int64) -> ArrivalGap {
        var gap = ArrivalGap(
            from: lastPacket, to: later.firstPacket, missing: missing,
            ticks: Int32(bitPattern: later.firstPacket.timestamp &- lastPacket.timestamp))
        gap.usualNanoseconds = packetSpacing(without: 0) ?? 0
        return gap
    }
}
