/// A synchronisation source (RFC 3550 section 3), written as `0x` and eight hexadecimal digits.
public struct SynchronizationSource: RawRepresentable, Hashable, Sendable, JSONRepresentable, CustomStringConvertible {
    public var rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public var description: String { "0x" + Hexadecimal.text(rawValue, digits: 8) }

    public func write(to json: inout JSONWriter) { json.string(description) }

    public static var isJSONScalar: Bool { true }
}
