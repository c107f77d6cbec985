/// A value with one form in a JSON document.
public protocol JSONRepresentable {
    func write(to json: inout JSONWriter)
    /// A number, a string, a boolean: pretty documents keep lists of these on one line.
    static var isJSONScalar: Bool { get }
}

extension JSONRepresentable {
    /// The document without an end of line: on one line, or pretty.
    public func json(pretty: Bool) -> [UInt8] {
        // A call of a few minutes fits.
        var writer = JSONWriter(layout: pretty ? .pretty : .compact, capacity: 65_536)
        write(to: &writer)
        return writer.bytes
    }

    public static var isJSONScalar: Bool { false }
}

extension JSONRepresentable where Self: RawRepresentable, RawValue == String {
    public func write(to json: inout JSONWriter) { json.string(rawValue) }
    public static var isJSONScalar: Bool { true }
}

extension JSONRepresentable where Self: FixedWidthInteger {
    public func write(to json: inout JSONWriter) { json.integer(self) }
    public static var isJSONScalar: Bool { true }
}

extension String: JSONRepresentable {
    public func write(to json: inout JSONWriter) { json.string(self) }
    public static var isJSONScalar: Bool { true }
}

extension Bool: JSONRepresentable {
    public func write(to json: inout JSONWriter) { json.boolean(self) }
    public static var isJSONScalar: Bool { true }
}

extension Int: JSONRepresentable {}
extension Int64: JSONRepresentable {}
extension UInt8: JSONRepresentable {}
extension UInt16: JSONRepresentable {}
extension UInt32: JSONRepresentable {}
extension UInt64: JSONRepresentable {}

extension Optional: JSONRepresentable where Wrapped: JSONRepresentable {
    public func write(to json: inout JSONWriter) {
        if let value = self { value.write(to: &json) } else { json.null() }
    }
    public static var isJSONScalar: Bool { Wrapped.isJSONScalar }
}

extension Array: JSONRepresentable where Element: JSONRepresentable {
    public func write(to json: inout JSONWriter) {
        json.array(inline: Element.isJSONScalar) { json in
            // By index: no copies of large elements.
            for index in indices { json.element(self[index]) }
        }
    }
}
