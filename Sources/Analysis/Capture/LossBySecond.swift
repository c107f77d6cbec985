import Media
import Report

/// Packets lost in some seconds, in order of time.
struct LossBySecond {
    typealias Loss = (second: Int64, lost: Int64)

    private(set) var losses: [Loss] = []

    /// - Parameter unordered: in any order; what is of the same second adds up.
    init(_ unordered: [Loss] = []) {
        if unordered.indices.dropFirst().allSatisfy({ unordered[$0 - 1].second < unordered[$0].second }) {
            losses = unordered
            return
        }
        for loss in unordered.sorted(by: { $0.second < $1.second }) {
            if losses.last?.second == loss.second {
                losses[losses.count - 1].lost += loss.lost
            } else {
                losses.append(loss)
            }
        }
    }

    /// Nil where nothing was lost.
    subscript(second: Int64) -> Int64? {
        let index = losses.partitioningIndex { $0.second >= second }
        return index < losses.count && losses[index].second == second ? losses[index].lost : nil
    }

    var total: Int64 { losses.reduce(0) { $0 + $1.lost } }

    /// What a stream lost by second; nothing of a stream so long that its figures are coarser.
    static func losses(in figures: [StreamSecond], step: Int64) -> [Loss] { step == 1 ? losses(in: figures) : [] }

    /// What a stream lost in each step of its figures that lost any.
    static func losses(in figures: [StreamSecond]) -> [Loss] {
        var before: Int64 = 0
        var losses: [Loss] = []
        for figure in figures {
            if figure.lost > before { losses.append((figure.second, figure.lost - before)) }
            before = figure.lost
        }
        return losses
    }
}
