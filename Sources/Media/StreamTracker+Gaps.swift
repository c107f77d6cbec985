// What is rare: a silence, many packets missing, the first packet of a block of sequence numbers.
extension StreamTracker {
    @usableFromInline
    mutating func noteGap(
        _ packet: RTPArrival, as arrival: SequenceTracker.Arrival, timestampStep: Int32, after highestBefore: Int64
    ) {
        // The first packet ends no gap; a restart's second one follows the first, which did.
        guard highestBefore >= 0, arrival != .restart else { return }
        gaps.note(
            packet, after: last, missing: missing(before: packet, as: arrival, after: highestBefore),
            ticks: timestampStep, highest: (highestBefore, sequence.highest))
    }

    private func missing(
        before packet: RTPArrival, as arrival: SequenceTracker.Arrival, after highestBefore: Int64
    ) -> Int64 {
        switch arrival {
        case .inOrder: return sequence.highest - highestBefore - 1
        case .reordered, .duplicate, .restart: return 0
        case .held:
            // A long outage looks like a restart. It is one if the numbers left out take longer than the silence.
            let step = Int64(Int16(bitPattern: packet.sequenceNumber &- UInt16(truncatingIfNeeded: highestBefore)))
            return gaps.canExplain(step - 1, after: last, highest: highestBefore, before: packet) ? step - 1 : 0
        }
    }

    @usableFromInline
    mutating func beginBlock(_ packet: RTPArrival, after highestBefore: Int64) {
        nextBlock = sequence.highest | (ArrivalGapTracker.blockLength - 1) + 1
        gaps.beginBlock(packet, number: sequence.highest)
        timing.beginBlock(after: highestBefore)
    }

    /// How late the packets came for playout; nil while the clock rate is not known.
    public var latePackets: LatePackets? { timing.latePackets }

    /// The sender's clock against the capture's.
    public var drift: ClockDrift { timing.drift }

    /// The gaps, the last one followed as far as the stream has come.
    public var gapsToNow: ArrivalGapTracker { gaps.toNow(last, highest: sequence.highest) }
}
