import Media
import Wire

/// In which seconds of the capture streams lost packets, all ended calls together: a capture that drops hits them all.
struct CaptureLossSeconds {
    struct Second {
        var streams: Int32
        var packets: Int64

        fileprivate mutating func add(_ lost: Int64) {
            streams &+= 1
            packets &+= lost
        }
    }

    /// Seconds kept, from the first on.
    private static var capacity: Int { 16_384 }

    private(set) var seconds: [Int64: Second] = [:]

    subscript(second: Int64) -> Second { seconds[second] ?? Second(streams: 0, packets: 0) }

    mutating func add(_ stream: StreamTracker) {
        for loss in LossBySecond.losses(in: stream.secondsToNow, step: stream.secondStep) {
            guard seconds.count < Self.capacity || seconds[loss.second] != nil else { continue }
            seconds[loss.second, default: Second(streams: 0, packets: 0)].add(loss.lost)
        }
    }
}
