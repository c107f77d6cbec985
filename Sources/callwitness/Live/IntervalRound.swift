import Analysis
import Report
import Wire

/// One interval's frames, call by call, as far as they have come.
struct IntervalRound {
    let interval: IntervalClock.Interval
    private let drops: CaptureDropCounts
    private var calls: [CallReference]
    /// Losses shown so far by call, in the interval before and in this one: a late packet takes a loss back, and the
    /// documented counter never falls.
    private let lostBefore: [String: Int]
    private var lost: [String: Int] = [:]
    /// All calls had their frame; what they lost is kept for the next round.
    private(set) var isFinished = false

    init(
        _ interval: IntervalClock.Interval, calls: [CallReference], before: IntervalRound?, drops: CaptureDropCounts
    ) {
        self.interval = interval
        self.calls = calls
        self.drops = drops
        // Of calls that had no frame in the round before, it is that of an earlier one.
        lostBefore = before.map { $0.isFinished ? $0.lost : $0.lostBefore.merging($0.lost) { max($0, $1) } } ?? [:]
    }

    /// The next call whose frame is due.
    mutating func next() -> CallReference? { calls.popLast() }

    mutating func finish() { isFinished = true }

    mutating func event(_ progress: CallProgress) -> StatsFrameEvent {
        var segment = CallSegment(timestamp: UnixTime(nanoseconds: interval.end.nanoseconds))
        segment.rttMilliseconds = progress.rttMilliseconds
        if let sent = progress.sent {
            segment.bytesSent = sent.bytes
            segment.packetsSent = sent.packets
        }
        if let received = progress.received {
            segment.bytesReceived = received.bytes
            segment.packetsReceived = received.packets
            let total = max(received.lost, lostBefore[progress.callID] ?? 0, lost[progress.callID] ?? 0)
            lost[progress.callID] = total
            segment.packetsLost = total
            segment.packetLossPercent = received.packetLossPercent
            segment.jitterMilliseconds = received.jitterMilliseconds
            segment.audioLevel = received.audioLevel
        }
        return StatsFrameEvent(callID: progress.callID, data: segment, capture: drops)
    }
}
