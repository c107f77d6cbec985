/// Cells in columns, the first of which is the column of labels.
struct TextTable {
    struct Cell {
        var text: String
        var tone: TextTone

        init(_ text: String, _ tone: TextTone = .plain) {
            self.text = text
            self.tone = tone
        }
    }

    /// Columns of numbers.
    var rightAligned: Set<Int> = []
    var rows: [[Cell]] = []

    mutating func add(_ cells: [Cell]) { rows.append(cells) }

    mutating func add(head: [String]) { rows.append(head.map { Cell($0, .faint) }) }
}
