import Media
import Wire

/// In which seconds of the capture streams lost packets, all ended calls together: a capture that drops hits them all.
struct CaptureLossSeconds {
    struct Second {
        var streams: Int32
        var packets: Int64
    }

    /// Seconds kept, from the first on.
    private static var capacity: Int { 16_384 }

    private(set) var seconds: [Int64: Second] = [:]

    subscript(second: Int64) -> Second { seconds[second] ?? Second(streams: 0, packets: 0) }

    mutating func add(_ stream: StreamTracker) {
        for (second, lost) in LossBySecond(stream.secondsToNow, step: stream.secondStep).entries {
            var entry = seconds[second]
            guard entry != nil || seconds.count < Self.capacity else { continue }
            entry = Second(streams: (entry?.streams ?? 0) &+ 1, packets: (entry?.packets ?? 0) &+ lost)
            seconds[second] = entry
        }
    }
}
