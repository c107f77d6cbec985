/// Figures as a reader wants them: as many digits as mean something.
enum FigureText {
    static let unknown = "-"
    /// A space at which no line is broken; the page shows it as a plain one.
    static let glue: Character = "\u{A0}"

    /// Without unit.
    static func milliseconds(_ value: Double?) -> String {
        guard let value, value.isFinite else { return unknown }
        return DecimalNumber.text(value, decimals: value.magnitude < 10 ? 2 : value.magnitude < 100 ? 1 : 0)
    }

    /// Without unit, two decimals so that columns align.
    static func percent(_ value: Double?) -> String {
        guard let value, value.isFinite else { return unknown }
        return DecimalNumber.fixed(value, decimals: 2)
    }

    static func count(_ value: Int?) -> String { value.map { String($0) } ?? unknown }

    static func kilobits(_ bitsPerSecond: Int?) -> String {
        guard let bitsPerSecond else { return unknown }
        return DecimalNumber.fixed(Double(bitsPerSecond) / 1000, decimals: 1)
    }

    static func bytes(_ count: Int) -> String {
        switch count {
        case ..<1000: "\(count) bytes"
        case ..<1_000_000: DecimalNumber.text(Double(count) / 1e3, decimals: 1) + " kB"
        case ..<1_000_000_000: DecimalNumber.text(Double(count) / 1e6, decimals: 1) + " MB"
        default: DecimalNumber.text(Double(count) / 1e9, decimals: 2) + " GB"
        }
    }

    static func duration(seconds: Double) -> String {
        guard seconds >= 60, seconds < 1e12 else { return DecimalNumber.text(seconds, decimals: 2) + "\(glue)s" }
        let whole = Int(seconds.rounded())
        let hours = whole >= 3600 ? "\(whole / 3600)\(glue)h\(glue)" : ""
        return hours + "\(whole / 60 % 60)\(glue)min\(glue)\(whole % 60)\(glue)s"
    }

    /// `+182 ms`, `+12.4 s`: how long after the start.
    static func offset(_ time: UnixTime, from start: UnixTime?) -> String {
        guard let start else { return UTCText.parts(time).clock }
        return offset(milliseconds: time.milliseconds(since: start))
    }

    static func offset(milliseconds value: Double) -> String {
        let sign = value < 0 ? "" : "+"
        return value.magnitude < 1000
            ? sign + DecimalNumber.fixed(value, decimals: 0) + "\(glue)ms"
            : sign + DecimalNumber.text(value / 1000, decimals: 2) + "\(glue)s"
    }

    static func frames(_ frames: [UInt64]) -> String? {
        guard let first = frames.first else { return nil }
        if frames.count == 1 { return "frame\(glue)\(first)" }
        let shown = frames.prefix(6).map { String($0) }.joined(separator: ", ")
        return "frames\(glue)" + shown + (frames.count > 6 ? " and \(frames.count - 6) more" : "")
    }

    static func plural(_ count: Int, _ noun: String) -> String { "\(count)\(glue)\(noun)\(count == 1 ? "" : "s")" }
}
