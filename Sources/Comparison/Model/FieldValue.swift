public import Report

/// A figure or word that one side gave.
public enum FieldValue: Hashable, Sendable, JSONRepresentable {
    case integer(Int)
    /// Printed with three decimals.
    case number(Double)
    case text(String)
    case boolean(Bool)

    public func write(to json: inout JSONWriter) {
        switch self {
        case .integer(let value): json.integer(value)
        case .number(let value): json.number(value, decimals: 3)
        case .text(let value): json.string(value)
        case .boolean(let value): json.boolean(value)
        }
    }
}
