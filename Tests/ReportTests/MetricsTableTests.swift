import FoundationEssentials
import Report
import TestSupport
import Testing

/// docs/metrics.md has a row for each property of docs/report.schema.json, and no other rows.
@Suite("Metrics table")
struct MetricsTableTests {
    struct Row {
        var field: String
        /// definition, unit, source, needs, tap.
        var cells: [String]

        var needs: String { cells[3] }
        var isNullable: Bool { !needs.hasPrefix("–") }
    }

    @Test("Every property of the schema has a row, and every row a property")
    func complete() throws {
        let fields = try rows().map(\.field)
        let properties = try ReportProperty.all()
        #expect(Set(properties.map(\.path)).subtracting(fields).sorted() == [], "properties without a row")
        #expect(Set(fields).subtracting(properties.map(\.path)).sorted() == [], "rows without a property")
        #expect(Dictionary(grouping: fields, by: \.self).filter { $0.value.count > 1 }.keys.sorted() == [], "twice")
        #expect(fields.count >= 400)
    }

    @Test("A row says what a field needs if and only if the field can be null")
    func nullability() throws {
        let properties = try ReportProperty.all()
        for row in try rows() {
            guard let property = properties.first(where: { $0.path == row.field }) else { continue }
            #expect(property.isNullable == row.isNullable, "\(row.field) needs: \(row.needs)")
        }
    }

    @Test("Every row defines its field, and what it refers to is there")
    func definitions() throws {
        let lines = try lines()
        let headings = lines.filter { $0.hasPrefix("#") }.map { String($0.drop { $0 == "#" || $0 == " " }) }
        let references = try Regex(#"\*([A-Z][^*|]*)\*"#, as: (Substring, Substring).self)
        for row in try rows() {
            #expect(row.cells.count == 5, "\(row.field)")
            #expect(!row.cells[0].isEmpty && !row.needs.isEmpty, "\(row.field)")
            for reference in row.cells[0].matches(of: references).map(\.output.1) {
                #expect(headings.contains(String(reference)), "\(row.field) refers to \(reference)")
            }
        }
    }

    private func lines() throws -> [String] {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        let data = try #require(FileManager.default.contents(atPath: root.joined(separator: "/") + "/docs/metrics.md"))
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// The rows whose first cell is a path in backticks, or several that share a definition.
    private func rows() throws -> [Row] {
        try lines().filter { $0.hasPrefix("| `") }.flatMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
                .map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
            // Paths and what stands between them take turns.
            let parts = try #require(cells.first).split(separator: "`", omittingEmptySubsequences: false)
            return stride(from: 1, to: parts.count, by: 2).map { index in
                Row(field: String(parts[index]), cells: Array(cells.dropFirst()))
            }
        }
    }
}

/// A property of the report's schema: its path within `data`, where `[]` stands behind an array.
private struct ReportProperty: Hashable {
    var path: String
    var isNullable: Bool

    static func all() throws -> [ReportProperty] {
        let schema = try JSONReader.read(ReportSchema.text())
        let data = try #require(schema["properties"]?["data"])
        var properties: [ReportProperty] = []
        collect(from: data, within: "", of: schema, into: &properties)
        return properties
    }

    private static func collect(
        from value: JSONValue, within path: String, of schema: JSONValue, into properties: inout [ReportProperty]
    ) {
        for alternative in alternatives(of: value, in: schema) {
            if let items = alternative["items"] { collect(from: items, within: path, of: schema, into: &properties) }
            guard case .object(let members)? = alternative["properties"] else { continue }
            for member in members {
                let choices = alternatives(of: member.value, in: schema)
                let isArray = choices.contains { types(of: $0).contains("array") }
                let property = ReportProperty(
                    path: (path.isEmpty ? "" : path + ".") + member.key + (isArray ? "[]" : ""),
                    isNullable: choices.contains { types(of: $0).contains("null") })
                if !properties.contains(property) { properties.append(property) }
                collect(from: member.value, within: property.path, of: schema, into: &properties)
            }
        }
    }

    /// What a value may be, references resolved.
    private static func alternatives(of value: JSONValue, in schema: JSONValue) -> [JSONValue] {
        if let name = value["$ref"]?.string?.split(separator: "/").last,
            let definition = schema["$defs"]?[String(name)]
        {
            return alternatives(of: definition, in: schema)
        }
        let choices = (value["anyOf"] ?? value["oneOf"])?.elements ?? []
        return choices.isEmpty ? [value] : choices.flatMap { alternatives(of: $0, in: schema) }
    }

    private static func types(of value: JSONValue) -> [String] {
        guard let type = value["type"] else { return [] }
        return type.string.map { [$0] } ?? type.elements.compactMap(\.string)
    }
}
