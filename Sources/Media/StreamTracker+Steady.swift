public import Wire

// From the tracker to a run of steady packets and back.
extension StreamTracker {
    /// Begins the run that goes on from the last packet, if one can, where all that there was is settled. (A tracker that does not
    /// change would be copied first.)
    public mutating func begin(_ run: inout SteadyRun) {
        run.longestSilence = -1
        guard isSteady else { return }
        run.time = last.time
        run.frame = last.frame
        run.intervalEnd = series.end
        run.jitter = timing.jitter.level
        run.playout = timing.playout.level
        run.timestamp = last.timestamp
        run.fingerprints[Int(last.sequenceNumber & 15)] = last.fingerprint
        run.length = UInt16(clamping: last.length)
        run.mark = mark
        run.sequenceNumber = last.sequenceNumber
        run.second = (last.marker ? 0x80 : 0) | last.payloadType.rawValue
        run.room = UInt16(clamping: nextBlock - 1 - sequence.highest)
        if last.elements.isEmpty {
            run.elements = SteadyRun.Elements()
        } else {
            run.elements = runElements(last.elements)
        }
        run.longestSilence = Int32(clamping: min(gaps.alert, SenderPauses.minimumNanoseconds - 1))
    }

    /// Whether the last packet was the highest so far, and nothing waits for those to come.
    private var isSteady: Bool {
        sequence.hasStarted && !sequence.isHolding && clientLoss.isSettled && !isPiece && timing.isSteady(after: last)
            && last.sequenceNumber == UInt16(truncatingIfNeeded: sequence.highest)
            && last.timestamp == highestTimestamp && !last.hasPadding && last.protectedLength == mark.size
            && last.length <= Int32(UInt16.max) && last.payloadType == payloadTypes.current.payloadType
    }

    /// Takes the packets of a run that went on from the last one, just as `observe` would have taken each; it goes on
    /// from there.
    public mutating func settle(_ run: inout SteadyRun) {
        let count = Int64(run.count)
        guard count > 0 else { return }
        settleContent(&run)
        sequence.takeNext(count)
        bytes.add(length: Int64(run.bytes), headers: Int64(run.headerBytes))
        payloadTypes.count(count)
        timing.settle(run)
        highestTimestamp = run.timestamp
        mark = run.mark
        recent.remember(
            Int(count), upTo: run.sequenceNumber, fingerprints: run.fingerprints, origin: last.origin)
        last = lastArrival(of: run)
        run.count = 0
        run.repeats = 0
        run.bytes = 0
        run.headerBytes = 0
    }

    private mutating func settleContent(_ run: inout SteadyRun) {
        if run.elements.count > 0 {
            content.levels.settle(run.elements)
            run.elements.clear()
        }
        if run.inShortRows > 0 { content.sameSize.add(inShortSpans: Int64(run.inShortRows)) }
        run.inShortRows = 0
        guard !run.row.isNone else { return }
        var first = lastArrival(of: run)
        first.time = run.rowBegin
        first.frame = run.rowFrame
        content.sameSize.open(at: first, unique: sequence.unique &+ Int64(run.row.count))
        run.row = .none
    }

    /// The last packet, with those of the run.
    private func lastArrival(of run: SteadyRun) -> RTPArrival {
        var packet = last
        packet.time = run.time
        packet.frame = run.frame
        packet.timestamp = run.timestamp
        packet.sequenceNumber = run.sequenceNumber
        packet.marker = run.second & 0x80 != 0
        packet.headerLength = Int32(run.length) &- run.mark.size
        packet.length = Int32(run.length)
        packet.fingerprint = run.fingerprint
        packet.elements = RTPSingleByteElements()
        return packet
    }

    /// Takes what is remarkable in the size and content of a packet that the run is about to take.
    public mutating func observeContent(
        of packet: SteadyRun.Packet, elements: RTPSingleByteElements, in run: inout SteadyRun
    ) {
        var arrival = last
        arrival.time = packet.time
        arrival.frame = packet.frame
        arrival.headerLength = packet.headerLength
        arrival.length = packet.length
        arrival.fingerprint = packet.fingerprint
        arrival.elements = elements
        settleContent(&run)
        mark = run.mark
        observeUnsteady(
            arrival, after: lastArrival(of: run), isNext: true, unique: sequence.unique &+ Int64(run.count) &+ 1)
        run.mark = mark
        run.elements = runElements(elements)
    }
}
