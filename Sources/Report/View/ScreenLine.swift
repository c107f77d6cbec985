/// One line of a terminal's screen: pieces of text with their tones, never wider than the screen.
///
/// Everything on it is printable ASCII, or one of the plots' own blocks: what came from the wire can neither move the cursor
/// nor take more columns than it has characters.
public struct ScreenLine: Hashable, Sendable {
    private var pieces: [(text: String, tone: TextTone)] = []
    /// Columns.
    public private(set) var width = 0
    /// The line that the cursor keys move.
    public var isSelected = false

    public init() {}

    init(_ text: String, _ tone: TextTone = .plain) { add(text, tone) }

    mutating func add(_ text: String, _ tone: TextTone = .plain) {
        let safe = Self.plain(text)
        pieces.append((safe, tone))
        width += safe.unicodeScalars.count
    }

    /// Text in a column of `columns`, cut or filled, with a space behind it.
    mutating func add(column text: String, _ columns: Int, _ tone: TextTone = .plain, isRight: Bool = false) {
        var text = Self.plain(text)
        if text.unicodeScalars.count > columns { text = String(text.prefix(max(0, columns - 1))) + "~" }
        let fill = String(repeating: " ", count: max(0, columns - text.unicodeScalars.count))
        add(isRight ? fill + text : text + fill, tone)
        add(" ")
    }

    /// A plot of the code's own characters.
    mutating func add(plot: String, _ tone: TextTone = .plain) {
        pieces.append((plot, tone))
        width += plot.unicodeScalars.count
    }

    /// What stands on the terminal, without an end of line.
    public func text(columns: Int, isColored: Bool) -> String {
        var line = ""
        var left = columns
        for (text, tone) in pieces {
            let part = String(String.UnicodeScalarView(text.unicodeScalars.prefix(left)))
            left -= part.unicodeScalars.count
            guard !part.isEmpty else { continue }
            if isColored, !isSelected, let parameter = tone.parameter {
                line += "\u{1B}[\(parameter)m\(part)\u{1B}[0m"
            } else {
                line += part
            }
        }
        guard isSelected else { return line }
        return "\u{1B}[7m" + line + String(repeating: " ", count: max(0, left)) + "\u{1B}[0m"
    }

    private static func plain(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        return String(text.unicodeScalars.map { (0x20..<0x7F).contains($0.value) ? Character($0) : "?" })
    }

    public static func == (left: ScreenLine, right: ScreenLine) -> Bool {
        left.isSelected == right.isSelected && left.pieces.elementsEqual(right.pieces) { $0 == $1 }
    }

    public func hash(into hasher: inout Hasher) {
        for piece in pieces { hasher.combine(piece.text) }
    }
}
