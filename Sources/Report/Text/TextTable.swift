/// Cells in columns, the first of which is the column of labels.
package struct TextTable {
    package struct Cell {
        package var text: String
        package var tone: TextTone

        package init(_ text: String, _ tone: TextTone = .plain) {
            self.text = text
            self.tone = tone
        }
    }

    /// Columns of numbers.
    package var rightAligned: Set<Int> = []
    package var rows: [[Cell]] = []

    package init(rightAligned: Set<Int> = [], rows: [[Cell]] = []) {
        self.rightAligned = rightAligned
        self.rows = rows
    }

    package mutating func add(_ cells: [Cell]) { rows.append(cells) }

    package mutating func add(head: [String]) { rows.append(head.map { Cell($0, .faint) }) }
}
