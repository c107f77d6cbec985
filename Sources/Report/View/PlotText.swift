/// A row of figures as one line of text, a character each.
enum PlotText {
    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let letters: [Character] = ["_", ".", ":", "-", "=", "+", "*", "#"]

    /// - Parameters:
    ///   - values: nil where nothing is known: a gap.
    ///   - top: the value that is as high as it gets; the highest of the values if that is more.
    static func line(_ values: [Double?], top: Double, isUnicode: Bool) -> String {
        let levels = isUnicode ? blocks : letters
        let highest = max(top, values.compactMap(\.self).max() ?? 0)
        return String(
            values.map { value -> Character in
                guard let value, value.isFinite else { return " " }
                guard highest > 0 else { return levels[0] }
                return levels[min(levels.count - 1, Int(max(0, value / highest) * Double(levels.count)))]
            })
    }
}
