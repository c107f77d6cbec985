import Report
import Wire

/// What a live capture says of itself.
struct LiveHealth {
    private let interface: String
    private var packets: UInt64 = 0
    private var bytes: UInt64 = 0
    private var received: UInt64?
    private var dropped = CaptureDropCounts()
    /// Those that the last interval ended with.
    private var droppedBefore = CaptureDropCounts()
    private var droppedInInterval = CaptureDropCounts()
    private var ended: UInt64 = 0

    init(interface: String) { self.interface = interface }

    mutating func count(_ batch: borrowing CaptureBatch) {
        packets &+= UInt64(batch.frames.count)
        for frame in batch.frames { bytes &+= UInt64(frame.originalLength) }
    }

    mutating func countEnded() { ended += 1 }

    /// - Returns: whether packets were dropped since the last time.
    mutating func note(_ statistics: InterfaceStatistics) -> Bool {
        let now = CaptureDropCounts(
            byKernel: statistics.droppedByKernel ?? 0, byInterface: statistics.droppedByInterface ?? 0)
        defer { dropped = now }
        received = statistics.acceptedByFilter
        return now != dropped
    }

    /// Drops of the interval that has ended.
    mutating func takeInterval() -> CaptureDropCounts {
        droppedInInterval = CaptureDropCounts(
            byKernel: dropped.byKernel &- droppedBefore.byKernel,
            byInterface: dropped.byInterface &- droppedBefore.byInterface)
        droppedBefore = dropped
        return droppedInInterval
    }

    func event(at time: UnixTime, calls: Int, _ output: LiveOutput, _ recorder: CaptureRecorder?) -> CaptureHealthEvent
    {
        var event = CaptureHealthEvent(timestamp: time, interface: interface)
        event.packets = packets
        event.bytes = bytes
        event.received = received
        event.dropped = dropped
        event.droppedInInterval = droppedInInterval
        event.callsOpen = calls
        event.callsEnded = ended
        event.eventsDropped = output.eventsDropped
        event.reportsLost = output.reportsLost
        event.packetsNotWritten = recorder?.notWritten ?? 0
        return event
    }

    /// For SIGUSR1.
    func sentence(calls: Int, _ output: LiveOutput, _ recorder: CaptureRecorder?) -> String {
        "\(interface): \(packets) packets read (\(bytes) bytes), \(dropped.byKernel) dropped by the kernel, "
            + "\(dropped.byInterface) by the interface; \(calls) calls open, \(ended) ended; "
            + "\(output.eventsDropped) events, \(output.reportsLost) reports and \(recorder?.notWritten ?? 0) packets of the file lost."
    }
}
