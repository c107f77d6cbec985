/// Why a document gives no client report: one sentence that says what, where, and what to do.
public struct ClientReportFailure: Error, Hashable, CustomStringConvertible {
    public enum Kind: String, Hashable, Sendable {
        case empty
        case notJSON = "not-json"
        /// It ends in the middle.
        case truncated
        /// JSON of no known shape.
        case unknownShape = "unknown-shape"
        /// A known shape with nothing in it that can be compared.
        case nothingUsable = "nothing-usable"
    }

    public var kind: Kind
    public var description: String

    public init(kind: Kind, description: String) {
        self.kind = kind
        self.description = description
    }
}
