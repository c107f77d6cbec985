/// A place in a text document, as editors count: both from 1, columns in bytes.
public struct JSONPosition: Hashable, Sendable, CustomStringConvertible {
    public var line: Int
    public var column: Int

    /// - Parameter offset: bytes from the document's begin.
    public init(of offset: Int, in document: [UInt8]) {
        let before = document.prefix(max(0, offset))
        line = before.count { $0 == UInt8(ascii: "\n") } + 1
        column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
    }

    public var description: String { "line \(line), column \(column)" }
}
