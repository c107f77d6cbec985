/// How a report is shown as text.
public struct TextStyle: Hashable, Sendable {
    /// ANSI colours; the caller knows whether this is a terminal, and honours NO_COLOR.
    public var isColored: Bool
    /// Columns. A table's row may be wider, running text never is.
    public var width: Int

    public init(isColored: Bool = false, width: Int = 100) {
        self.isColored = isColored
        self.width = width
    }

    public static let plain = TextStyle()
}

/// What a piece of text is, which decides its colour.
package enum TextTone: Hashable, Sendable {
    case plain, heading, faint, bad, doubtful

    /// The SGR parameter of ECMA-48.
    var parameter: String? {
        switch self {
        case .plain: nil
        case .heading: "1"
        case .faint: "2"
        case .bad: "1;31"
        case .doubtful: "33"
        }
    }
}

extension FindingSeverity {
    package var tone: TextTone {
        switch self {
        case .critical: .bad
        case .warning: .doubtful
        case .info: .plain
        }
    }
}

extension QualityGrade {
    var tone: TextTone {
        switch self {
        case .good: .plain
        case .fair: .doubtful
        case .poor: .bad
        }
    }
}

extension QualityIndicator {
    var tone: TextTone {
        switch self {
        case .excellent: .plain
        case .fair: .doubtful
        case .poor: .bad
        }
    }
}
