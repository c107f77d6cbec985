/// Why an interface cannot be captured on, or no longer: one sentence that says what to do.
public struct InterfaceError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// This user may not.
        case permission
        /// There is none of that name, it is down, or it cannot do what was asked.
        case unusable
        /// It was captured on, and is no more.
        case gone
    }

    public var kind: Kind
    public var sentence: String

    public init(_ kind: Kind, sentence: String) {
        self.kind = kind
        self.sentence = sentence
    }

    public var description: String { sentence }

    /// What libpcap left in an error buffer.
    static func text(_ buffer: [CChar]) -> String {
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return bytes.isEmpty ? "no reason given" : String(decoding: bytes, as: UTF8.self)
    }
}
