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
        let losses = lossy.map { LossBySecond(LossBySecond.losses(in: streams[$0].figures.seconds)) }
        for (copy, passedOn) in zip(lossy, losses) {
            for (origin, suffered) in zip(lossy, losses)
            where origin != copy && origins[origin] == nil && streams[copy].sender != streams[origin].sender
                && Self.isCopy(streams[copy].figures, passedOn, of: streams[origin].figures, suffered)
            {
                origins[copy] = origin
                break
            }
        }
    }

    /// As many sequence numbers, begun together, with gaps of the same lengths at the same times.
    private static func isCopy(
        _ copy: StreamFigures, _ passedOn: LossBySecond, of origin: StreamFigures, _ suffered: LossBySecond
    ) -> Bool {
        let delay = copy.firstTime.nanoseconds(since: origin.firstTime)
        guard delay >= 0, delay < longestTransit, abs(copy.expected - origin.expected) <= 5,
            copy.secondStep == origin.secondStep, suffered.losses.count >= minimumSteps
        else { return false }
        let runs = origin.lossRuns.runs.reduce(0) { $0 + $1.count }
        let common = copy.lossRuns.runs.reduce(0) { sum, run in
            sum + min(run.count, origin.lossRuns.runs.first { $0.length == run.length }?.count ?? 0)
        }
        guard common * 10 >= runs * 9 else { return false }
        // What only one of them lost, and what one lost more.
        let differing =
            suffered.losses.reduce(0) { $0 + abs((passedOn[$1.second] ?? 0) - $1.lost) }
            + passedOn.losses.reduce(0) { $0 + (suffered[$1.second] == nil ? $1.lost : 0) }
        return differing * 4 <= suffered.total
    }
}
