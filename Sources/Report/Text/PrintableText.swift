/// Text that may hold bytes from the wire, made safe to show.
///
/// Everything a terminal obeys (control characters, so ANSI escapes too) or that changes how a line reads (bidi
/// overrides, zero-width characters, line separators) is shown as its code point.
public enum PrintableText {
    public static func escape(_ text: String) -> String {
        guard !text.unicodeScalars.allSatisfy({ $0.isPrintable && $0 != "\\" }) else { return text }
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": safe += "\\\\"
            case "\n": safe += "\\n"
            case "\r": safe += "\\r"
            case "\t": safe += "\\t"
            case _ where scalar.isPrintable: safe.unicodeScalars.append(scalar)
            default: safe += "\\u{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return safe
    }
}

extension Unicode.Scalar {
    /// Shows as itself: no control or format character, no line or paragraph separator.
    var isPrintable: Bool {
        if isASCII { return value >= 0x20 && value != 0x7F }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: return false
        default: return true
        }
    }
}
