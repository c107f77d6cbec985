/// Lines of text with a column of labels. Everything that is put on it is escaped here, and nowhere else.
package struct TextPage {
    package private(set) var text = ""
    private let style: TextStyle

    private static let indent = 2
    private static let labelWidth = 12
    private static var bodyColumn: Int { indent + labelWidth }

    package init(style: TextStyle) { self.style = style }

    package mutating func heading(_ title: String, note: String? = nil) {
        if !text.isEmpty { text += "\n" }
        let lines = Self.wrap(PrintableText.escape(title), width: max(20, style.width))
        text += lines.map { toned($0, .heading) }.joined(separator: "\n")
        if let note { text += toned("  " + PrintableText.escape(note), .faint) }
        text += "\n"
    }

    /// A label and running text, wrapped under its own beginning.
    package mutating func row(_ label: String, _ body: String, _ tone: TextTone = .plain) {
        let column = Self.bodyColumn
        var start = Self.spaces(Self.indent) + toned(Self.padded(PrintableText.escape(label), Self.labelWidth), .faint)
        // A label that is too long keeps a line of its own.
        if label.count >= Self.labelWidth { start += "\n" + Self.spaces(column) }
        for line in Self.wrap(PrintableText.escape(body), width: max(20, style.width - column)) {
            text += start + toned(Self.unglued(line), tone) + "\n"
            start = Self.spaces(column)
        }
    }

    package mutating func table(_ table: TextTable) {
        let rows = table.rows.map { row in
            row.map { TextTable.Cell(Self.clipped(Self.unglued(PrintableText.escape($0.text))), $0.tone) }
        }
        var widths: [Int] = []
        for row in rows {
            for (index, cell) in row.enumerated() {
                if index == widths.count { widths.append(index == 0 ? Self.labelWidth - 2 : 0) }
                widths[index] = max(widths[index], cell.text.count)
            }
        }
        for row in rows {
            var line = Self.spaces(Self.indent)
            var gap = 0
            for (index, cell) in row.enumerated() where !cell.text.isEmpty || index < row.count - 1 {
                let free = widths[index] - cell.text.count
                let isRight = table.rightAligned.contains(index)
                line += Self.spaces(gap + (isRight ? free : 0)) + toned(cell.text, cell.tone)
                gap = 2 + (isRight ? 0 : free)
            }
            text += line + "\n"
        }
    }

    // MARK: Pieces

    private func toned(_ text: String, _ tone: TextTone) -> String {
        guard style.isColored, let parameter = tone.parameter, !text.isEmpty else { return text }
        return "\u{1B}[\(parameter)m\(text)\u{1B}[0m"
    }

    /// No cell makes its whole column wide.
    private static func clipped(_ text: String) -> String { text.count > 20 ? text.prefix(18) + ".." : text }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    private static func unglued(_ text: String) -> String {
        guard text.contains(FigureText.glue) else { return text }
        return String(text.map { $0 == FigureText.glue ? " " : $0 })
    }

    private static func padded(_ text: String, _ width: Int) -> String { text + spaces(width - text.count) }

    /// Breaks at spaces, and within a word only where it is wider than a line.
    static func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var length = 0
        for word in text.split(separator: " ") {
            var rest = word
            var count = rest.count
            if length > 0 && length + 1 + count > width {
                lines.append(line)
                (line, length) = ("", 0)
            }
            while count > width {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
                count -= width
            }
            line += (length > 0 ? " " : "") + rest
            length += (length > 0 ? 1 : 0) + count
        }
        if length > 0 || lines.isEmpty { lines.append(line) }
        return lines
    }
}
