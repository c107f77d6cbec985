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
        let losses = Dictionary(
            lossy.map { index in
                let losses = CaptureLossSeconds.losses(in: streams[index].figures.seconds)
                return (index, Dictionary(losses.map { ($0.second, $0.lost) }, uniquingKeysWith: +))
            }, uniquingKeysWith: { first, _ in first })
        for copy in lossy {
            origins[copy] = lossy.first { origin in
                origin != copy && origins[origin] == nil && streams[copy].sender != streams[origin].sender
                    && Self.isCopy(
                        streams[copy].figures, losses[copy] ?? [:], of: streams[origin].figures, losses[origin] ?? [:])
            }
        }
    }

    /// As many sequence numbers, begun together, with gaps of the same lengths at the same times.
    private static func isCopy(
        _ copy: StreamFigures, _ passedOn: [Int64: Int64], of origin: StreamFigures, _ suffered: [Int64: Int64]
    ) -> Bool {
        let delay = copy.firstTime.nanoseconds(since: origin.firstTime)
        guard delay >= 0, delay < longestTransit, abs(copy.expected - origin.expected) <= 5,
            copy.secondStep == origin.secondStep, suffered.count >= minimumSteps
        else { return false }
        let runs = origin.lossRuns.runs.reduce(0) { $0 + $1.count }
        let common = copy.lossRuns.runs.reduce(0) { sum, run in
            sum + min(run.count, origin.lossRuns.runs.first { $0.length == run.length }?.count ?? 0)
        }
        let differing = Set(passedOn.keys).union(suffered.keys).reduce(0) { sum, step in
            sum + abs((passedOn[step] ?? 0) - (suffered[step] ?? 0))
        }
        return common * 10 >= runs * 9 && differing * 4 <= suffered.values.reduce(0, +)
    }
}
