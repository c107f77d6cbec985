/// What a view of live calls shows, and what keys do to it.
public struct LiveViewState: Sendable {
    public enum Page: Hashable, Sendable {
        case table
        /// One call, by its id.
        case call(String)
        case help
    }

    public private(set) var page = Page.table
    public private(set) var sortKey = LiveSortKey.worst
    public private(set) var isReversed = false
    public private(set) var filter = ""
    /// The filter is being typed.
    public private(set) var isTyping = false
    /// The id of the line that the cursor is on: it stays with the call when the order changes.
    public private(set) var selected: String?
    public private(set) var wantsToQuit = false
    /// Rows of the table that fit on the screen, for paging.
    private var pageLength = 10

    public init() {}

    /// The rows that the table has, in its order.
    public func visible(_ rows: [LiveCallRow], _ thresholds: QualityThresholds) -> [LiveCallRow] {
        let words = filter.lowercased().split(separator: " ")
        let chosen = rows.filter { row in
            let text = row.searchText
            return words.allSatisfy { text.contains($0) }
        }
        let sorted = chosen.sorted { sortKey.precedes($0, $1, thresholds) }
        return isReversed ? sorted.reversed() : sorted
    }

    /// Where the cursor is; the first row if its call has ended.
    func selectedIndex(in rows: [LiveCallRow]) -> Int {
        selected.flatMap { id in rows.firstIndex { $0.callID == id } } ?? 0
    }

    /// - Parameters:
    ///   - rows: the visible ones.
    ///   - height: lines of the screen.
    public mutating func handle(_ key: LiveKey, rows: [LiveCallRow], height: Int) {
        pageLength = max(1, height - LiveTable.frameLines)
        if isTyping { return type(key) }
        switch key {
        case .character("q"): if page == .table { wantsToQuit = true } else { page = .table }
        case .escape, .backspace:
            if page != .table {
                page = .table
            } else {
                filter = ""
            }
        case .character("?"), .character("h"): page = page == .help ? .table : .help
        case .character("s"): sort(by: 1)
        case .character("S"): sort(by: -1)
        case .character("R"), .character("r"): isReversed.toggle()
        case .character("/"):
            page = .table
            isTyping = true
        case .enter:
            guard page == .table, !rows.isEmpty else { break }
            page = .call(rows[selectedIndex(in: rows)].callID)
        case .up, .character("k"): move(by: -1, in: rows)
        case .down, .character("j"): move(by: 1, in: rows)
        case .pageUp: move(by: -pageLength, in: rows)
        case .pageDown, .character(" "): move(by: pageLength, in: rows)
        case .home, .character("g"): move(by: -rows.count, in: rows)
        case .end, .character("G"): move(by: rows.count, in: rows)
        case .character: break
        }
    }

    private mutating func type(_ key: LiveKey) {
        switch key {
        case .enter: isTyping = false
        case .escape:
            isTyping = false
            filter = ""
        case .backspace: filter = String(filter.dropLast())
        case .character(let character): if filter.count < 60 { filter.append(character) }
        default: break
        }
    }

    private mutating func sort(by step: Int) {
        let keys = LiveSortKey.allCases
        let index = keys.firstIndex(of: sortKey) ?? 0
        sortKey = keys[(index + step + keys.count) % keys.count]
        isReversed = false
    }

    /// In the table the cursor; of a call opened, the next one is.
    private mutating func move(by step: Int, in rows: [LiveCallRow]) {
        guard !rows.isEmpty, page != .help else { return }
        let index = min(max(selectedIndex(in: rows) + step, 0), rows.count - 1)
        selected = rows[index].callID
        if case .call = page { page = .call(rows[index].callID) }
    }
}
