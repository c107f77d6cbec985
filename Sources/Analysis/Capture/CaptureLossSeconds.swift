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
        for (second, lost) in Self.losses(in: stream.secondsToNow, step: stream.secondStep) {
            guard seconds[second] != nil || seconds.count < Self.capacity else { continue }
            seconds[second, default: Second(streams: 0, packets: 0)].streams &+= 1
            seconds[second, default: Second(streams: 0, packets: 0)].packets &+= lost
        }
    }

    /// Packets that a stream lost by second; nothing of a stream so long that its figures are coarser.
    static func losses(in figures: [StreamSecond], step: Int64) -> [(second: Int64, lost: Int64)] {
        step == 1 ? losses(in: figures) : []
    }

    /// Packets that a stream lost in each step of its figures that lost any.
    static func losses(in figures: [StreamSecond]) -> [(second: Int64, lost: Int64)] {
        var before: Int64 = 0
        var losses: [(second: Int64, lost: Int64)] = []
        for figure in figures {
            if figure.lost > before { losses.append((figure.second, figure.lost - before)) }
            before = figure.lost
        }
        return losses
    }
}
