/// What a load is made of. The same plan makes the same bytes.
public struct LoadPlan: Sendable {
    public var seed: UInt64 = 1
    public var container = CaptureContainer.pcap

    /// Calls in all; nil for calls without end, which a limit must stop.
    public var calls: Int? = 10
    /// Calls at once; where one ends another begins.
    public var concurrent = 10
    /// Seconds of media in a call, on average, and the share of that by which calls differ from it.
    public var seconds = 60.0
    public var spread = 0.25
    /// Seconds in which the first calls begin.
    public var ramp = 10.0
    /// Where the load ends at the latest, in frames and in bytes of the file.
    public var frameLimit = Int.max
    public var byteLimit = Int.max

    /// Streams of each call and direction.
    public var audioStreams = 1
    public var videoStreams = 0
    /// G.711 instead of Opus: its payload type is static, so that tools without SDP know its clock too.
    public var isStaticAudio = false

    // What the network does to each stream; nil for a mix from stream to stream.

    /// Share of the packets that never reach the tap, and how many in a row on average.
    public var loss: Double?
    public var lossBurst = 1.0
    /// Share of the packets that pass the tap twice.
    public var duplicates: Double?
    /// Share of the packets that pass it behind one to three later ones.
    public var reordering: Double?
    /// Deviation of the network's delay in ms.
    public var jitterMilliseconds: Double?

    public init() {}

    var streamsPerCall: Int { 2 * (audioStreams + videoStreams) }

    /// Makes it `streams` at the same time, for as long as they need for `frames` frames.
    public mutating func spread(frames: Int, over streams: Int) {
        let perCall = max(streamsPerCall, 1)
        concurrent = max(1, streams / perCall)
        calls = concurrent
        frameLimit = frames
        let perSecond = Double(2 * audioStreams) * 50 + Double(2 * videoStreams) * VideoSource.meanPacketsPerSecond
        // A little longer, so that the limit and not the calls' ends is what stops it; the set-up takes frames too.
        seconds = max(0.5, 1.05 * Double(frames) / Double(concurrent) / max(perSecond, 1))
        spread = 0
        ramp = min(10, seconds / 4)
    }
}
