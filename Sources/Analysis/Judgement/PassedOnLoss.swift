import Media
import Wire

/// Which streams have the gaps of another one that runs the other way: a media server, or an echo, keeps sequence numbers
/// and so passes on the loss that it suffered. Its own leg is not to blame, nor does it witness what the capture missed.
struct PassedOnLoss {
    /// Of each such stream the one that suffered the loss: indices into the call's streams.
    private(set) var origins: [Int: Int] = [:]

    /// Steps of a stream's figures with loss, 1 s each but in very long streams: fewer may be alike by chance, or as a
    /// capture that drops now and then makes them.
    private static let minimumSteps = 10
    /// What a server holds a packet for, at most, in ns.
    private static let longestTransit: Int64 = 2_000_000_000

    init(_ streams: [CallStream]) {
        let lossy = streams.indices.filter { streams[$0].figures.lost >= Self.minimumSteps }
        guard lossy.count > 1 else { return }
        for copy in lossy {
            origins[copy] = lossy.first { origin in
                origin != copy && origins[origin] == nil && streams[copy].sender != streams[origin].sender
                    && Self.isCopy(streams[copy], of: streams[origin])
            }
        }
    }

    /// As many sequence numbers, begun together, with gaps of the same lengths at the same times.
    private static func isCopy(_ copy: CallStream, of origin: CallStream) -> Bool {
        let delay = copy.figures.firstTime.nanoseconds(since: origin.figures.firstTime)
        guard delay >= 0, delay < longestTransit, abs(copy.figures.expected - origin.figures.expected) <= 5,
            copy.figures.secondStep == origin.figures.secondStep
        else { return false }
        let runs = origin.figures.lossRuns.runs
        let common = copy.figures.lossRuns.runs.reduce(0) { sum, run in
            sum + min(run.count, runs.first { $0.length == run.length }?.count ?? 0)
        }
        guard common * 10 >= runs.reduce(0, { $0 + $1.count }) * 9 else { return false }
        let suffered = LossBySecond(origin.figures.seconds)
        guard suffered.entries.count >= minimumSteps else { return false }
        let passedOn = LossBySecond(copy.figures.seconds)
        let differing =
            suffered.entries.reduce(0) { $0 + abs((passedOn[$1.second] ?? 0) - $1.lost) }
            + passedOn.entries.reduce(0) { $0 + (suffered[$1.second] == nil ? $1.lost : 0) }
        return differing * 4 <= suffered.total
    }
}
