public import Report

/// A JSON Schema of draft 2020-12, of the keywords that this project's schema uses.
///
/// Reading a schema with any other keyword throws: what would not be checked must not look checked.
public struct JSONSchema {
    public struct Violation: Hashable, Sendable, CustomStringConvertible {
        /// JSON Pointer (RFC 6901) to the offending value.
        public var pointer: String
        public var reason: String
        public var description: String { "\(pointer.isEmpty ? "/" : pointer): \(reason)" }
    }

    public struct Unsupported: Error, CustomStringConvertible {
        public var description: String
    }

    private let root: JSONValue
    private let definitions: [String: JSONValue]
    private var patterns: [String: Regex<AnyRegexOutput>] = [:]

    public init(_ root: JSONValue) throws {
        self.root = root
        guard case .object(let members) = root["$defs"] ?? .object([]) else {
            throw Unsupported(description: "$defs is no object")
        }
        definitions = Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
        try admit(root)
    }

    /// Everything that is wrong with the document; empty if it is valid.
    public func violations(of document: JSONValue) -> [Violation] {
        var violations: [Violation] = []
        check(document, root, at: "", into: &violations)
        return violations
    }

    // MARK: Reading

    private mutating func admit(_ schema: JSONValue) throws {
        guard case .object(let members) = schema else {
            if schema.boolean != nil { return }
            throw Unsupported(description: "a schema is neither an object nor a boolean")
        }
        for member in members {
            switch member.key {
            case "$schema", "title", "description", "const", "enum", "required", "minimum", "maximum", "minLength":
                continue
            case "type":
                for name in Self.names(member.value) where !Self.types.contains(name) {
                    throw Unsupported(description: "the type \(name) is unknown")
                }
            case "properties", "$defs":
                guard case .object(let children) = member.value else {
                    throw Unsupported(description: "\(member.key) is no object")
                }
                for child in children { try admit(child.value) }
            case "items", "additionalProperties": try admit(member.value)
            case "oneOf", "anyOf": for child in member.value.elements { try admit(child) }
            case "pattern":
                guard let pattern = member.value.string else {
                    throw Unsupported(description: "a pattern is no string")
                }
                patterns[pattern] = try Regex(pattern)
            case "$ref":
                guard definition(member.value) != nil else {
                    throw Unsupported(description: "\(member.value) leads nowhere")
                }
            default: throw Unsupported(description: "the keyword \(member.key) is not supported")
            }
        }
    }

    private static let types: Set<String> = ["null", "boolean", "integer", "number", "string", "array", "object"]

    private static func names(_ value: JSONValue) -> [String] {
        value.string.map { [$0] } ?? value.elements.map { $0.string ?? "?" }
    }

    private func definition(_ reference: JSONValue) -> JSONValue? {
        let prefix = "#/$defs/"
        guard let text = reference.string, text.hasPrefix(prefix) else { return nil }
        return definitions[String(text.dropFirst(prefix.count))]
    }

    // MARK: Checking

    private func check(_ value: JSONValue, _ schema: JSONValue, at pointer: String, into all: inout [Violation]) {
        guard case .object(let keywords) = schema else {
            if schema == .boolean(false) { all.append(Violation(pointer: pointer, reason: "nothing is allowed here")) }
            return
        }
        for keyword in keywords {
            if let reason = failure(of: value, keyword) { all.append(Violation(pointer: pointer, reason: reason)) }
            switch (keyword.key, value) {
            case ("$ref", _):
                if let target = definition(keyword.value) { check(value, target, at: pointer, into: &all) }
            case ("items", .array(let elements)):
                for (index, element) in elements.enumerated() {
                    check(element, keyword.value, at: "\(pointer)/\(index)", into: &all)
                }
            case ("properties", .object(let members)):
                for member in members {
                    guard let child = keyword.value[member.key] else { continue }
                    check(member.value, child, at: "\(pointer)/\(member.key)", into: &all)
                }
            case ("additionalProperties", .object(let members)):
                for member in members where schema["properties"]?[member.key] == nil {
                    check(member.value, keyword.value, at: "\(pointer)/\(member.key)", into: &all)
                }
            default: continue
            }
        }
    }

    /// What is wrong with the value itself; its children are not looked at, but for alternatives.
    private func failure(of value: JSONValue, _ keyword: JSONValue.Member) -> String? {
        switch keyword.key {
        case "type":
            let names = Self.names(keyword.value)
            return names.contains { Self.isOf(value, $0) } ? nil : "is not of type \(names.joined(separator: " or "))"
        case "enum": return keyword.value.elements.contains(value) ? nil : "is none of the listed values"
        case "const": return keyword.value == value ? nil : "is not the one value allowed"
        case "minimum":
            guard let number = value.number, let limit = keyword.value.number else { return nil }
            return number < limit ? "is below \(limit)" : nil
        case "maximum":
            guard let number = value.number, let limit = keyword.value.number else { return nil }
            return number > limit ? "is above \(limit)" : nil
        case "minLength":
            guard let text = value.string, let limit = keyword.value.integer else { return nil }
            return text.unicodeScalars.count < limit ? "is shorter than \(limit)" : nil
        case "pattern":
            guard let text = value.string, let pattern = keyword.value.string, let regex = patterns[pattern] else {
                return nil
            }
            return text.firstMatch(of: regex) == nil ? "does not match \(pattern)" : nil
        case "required":
            guard case .object(let members) = value else { return nil }
            let keys = Set(members.map(\.key))
            let missing = Self.names(keyword.value).filter { !keys.contains($0) }
            return missing.isEmpty ? nil : "lacks \(missing.joined(separator: ", "))"
        case "anyOf", "oneOf":
            let fits = keyword.value.elements.count { isValid(value, $0) }
            if fits == 0 { return "fits none of the alternatives" }
            return keyword.key == "oneOf" && fits > 1 ? "fits \(fits) alternatives" : nil
        default: return nil
        }
    }

    private func isValid(_ value: JSONValue, _ schema: JSONValue) -> Bool {
        var violations: [Violation] = []
        check(value, schema, at: "", into: &violations)
        return violations.isEmpty
    }

    private static func isOf(_ value: JSONValue, _ type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.boolean, "boolean"), (.integer, "integer"), (.integer, "number"), (.number, "number"),
            (.string, "string"), (.array, "array"), (.object, "object"):
            true
        // 1.0 is an integer to JSON Schema.
        case (.number(let number), "integer"): number.rounded() == number
        default: false
        }
    }
}
