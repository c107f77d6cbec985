/// `capture.health`: what a live capture says of itself, every interval and at its end. All counters run from its beginning.
public struct CaptureHealthEvent: Hashable, Sendable, JSONRepresentable {
    public var timestamp: UnixTime
    public var interface: String
    /// Frames that were read, and their bytes on the wire.
    public var packets: UInt64 = 0
    public var bytes: UInt64 = 0
    /// What the filter let through, drops included, as the kernel counts; nil where it does not say.
    public var received: UInt64?
    public var dropped = CaptureDropCounts()
    /// Drops since the event before this one.
    public var droppedInInterval = CaptureDropCounts()
    public var callsOpen = 0
    public var callsEnded: UInt64 = 0
    /// Lines of this output that nobody took in time.
    public var eventsDropped: UInt64 = 0
    /// Reports that could not be written.
    public var reportsLost: UInt64 = 0
    /// Frames for the capture file that the disk was too slow for, or that came after its end.
    public var packetsNotWritten: UInt64 = 0

    public init(timestamp: UnixTime, interface: String) {
        self.timestamp = timestamp
        self.interface = interface
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("event", "capture.health")
            $0.member("data") {
                $0.member("interface", interface)
                $0.member("packets", packets)
                $0.member("bytes", bytes)
                $0.member("received", received)
                $0.member("droppedByKernel", dropped.byKernel)
                $0.member("droppedByInterface", dropped.byInterface)
                $0.member("interval", droppedInInterval)
                $0.member("callsOpen", callsOpen)
                $0.member("callsEnded", callsEnded)
                $0.member("eventsDropped", eventsDropped)
                $0.member("reportsLost", reportsLost)
                $0.member("packetsNotWritten", packetsNotWritten)
                $0.member("timestamp", timestamp)
            }
        }
    }
}
