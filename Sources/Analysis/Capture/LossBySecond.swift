import Media

/// Packets lost in each second that lost any; ascending. A call has few of them: looking through a row of them is faster than
/// a table.
struct LossBySecond {
    typealias Entry = (second: Int64, lost: Int64)

    let entries: [Entry]

    /// - Parameter figures: by steps of one second.
    init(_ figures: [StreamSecond]) {
        var entries: [Entry] = []
        var before: Int64 = 0
        for figure in figures {
            if figure.lost > before { entries.append((figure.second, figure.lost - before)) }
            before = figure.lost
        }
        self.entries = Self.inOrder(entries)
    }

    /// Nothing of a stream so long that its figures are coarser.
    init(_ figures: [StreamSecond], step: Int64) { self.init(step == 1 ? figures : []) }

    /// All of them together.
    init(_ all: [LossBySecond]) { entries = all.count == 1 ? all[0].entries : Self.inOrder(all.flatMap(\.entries)) }

    /// Ascending, each second once.
    private static func inOrder(_ entries: [Entry]) -> [Entry] {
        if zip(entries, entries.dropFirst()).allSatisfy({ $0.second < $1.second }) { return entries }
        var result: [Entry] = []
        for entry in entries.sorted(by: { $0.second < $1.second }) {
            if let last = result.last, last.second == entry.second {
                result[result.count - 1].lost += entry.lost
            } else {
                result.append(entry)
            }
        }
        return result
    }

    /// Nil where nothing was lost.
    subscript(second: Int64) -> Int64? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].second < second { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].second == second ? entries[low].lost : nil
    }

    var total: Int64 { entries.reduce(0) { $0 + $1.lost } }
    var seconds: [Int64] { entries.map(\.second) }
}
