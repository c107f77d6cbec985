import Wire

// A capture analysed in consecutive pieces gives what it gives as a whole. What the first packets of a piece are to
// the stream depends on those of the piece before: so they are kept, and replayed when the pieces are put together. Once
// the same state would follow whatever came before, the rest is known by how much the figures grew.
extension StreamTracker {
    /// Sequence numbers after which windows, references and counts held back are those of the stream's own packets.
    static var headSpan: Int64 { 2048 }
    /// Updates of J after which nothing is left of where it started: (15/16)^640 is 10^-18.
    static var headUpdates: Int { 640 }
    /// Packets kept at most.
    static var headCapacity: Int { 8192 }

    @usableFromInline
    mutating func observeInHead(_ packet: RTPArrival) -> Bool {
        if isHeadComplete {
            endHead()
        } else {
            if packet.timestamp != head.last?.timestamp { headTimestamps += 1 }
            head.append(packet)
        }
        return take(packet)
    }

    private var isHeadComplete: Bool {
        if head.count >= Self.headCapacity { return true }
        return sequence.hasStarted && sequence.highest - sequence.first >= Self.headSpan
            && headTimestamps > Self.headUpdates && timing.hasClock && !sequence.isHolding && clientLoss.isSettled
    }

    private mutating func endHead() {
        keepsHead = false
        var copy = self
        copy.head = []
        afterHead = [copy]
        timing.jitter.resetMaximum()
        content.keepNextClosed()
    }

    /// Adds the stream's next piece: then this is as if it had observed all packets of both.
    ///
    /// - Parameter later: a tracker made with `keepsHead`.
    public mutating func append(_ later: StreamTracker) {
        for packet in later.head { observe(packet) }
        guard let start = later.afterHead.first else { return }
        if keepsHead { endHead() }
        resume(from: start, to: later)
    }

    /// Goes on as `end` did from `start`, where it stood as this tracker does.
    private mutating func resume(from start: StreamTracker, to end: StreamTracker) {
        let figures = figures
        let shift = sequence.numberShift(from: start.sequence)
        content.resume(
            from: start.content, to: end.content, shift: sequence.unique - start.sequence.unique)
        mark = end.mark
        clientLoss.resume(from: start.clientLoss, to: end.clientLoss, shift: shift)
        marks.resume(
            from: start.marks, to: end.marks,
            unique: (sequence.unique, start.sequence.unique, end.sequence.unique))
        gaps.resume(from: start.gaps, to: end.gaps, shift: shift)
        nextBlock = end.nextBlock + shift
        sequence.resume(from: start.sequence, to: end.sequence)
        bytes.resume(from: start.bytes, to: end.bytes)
        payloadTypes.resume(from: start.payloadTypes, to: end.payloadTypes, at: start.last)
        timing.resume(from: start.timing, to: end.timing, shift: shift)
        series.resume(from: start.series, to: end.series, figures: figures, startFigures: start.figures)
        captureDoubles += end.captureDoubles - start.captureDoubles
        recent = end.recent
        held = end.held
        highestTimestamp = end.highestTimestamp
        last = end.last
    }
}
