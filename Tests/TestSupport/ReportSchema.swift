import FoundationEssentials
import Report

/// The schema in docs/report.schema.json, against which every report that a test makes is validated.
public enum ReportSchema {
    public struct Missing: Error {}

    public static func load() throws -> JSONSchema {
        try JSONSchema(JSONReader.read(text()))
    }

    /// That of docs/comparison.schema.json, for what a comparison writes.
    public static func ofComparisons() throws -> JSONSchema {
        try JSONSchema(JSONReader.read(text("comparison.schema.json")))
    }

    /// That of docs/events.schema.json, for the lines of a live capture.
    public static func ofEvents() throws -> JSONSchema {
        try JSONSchema(JSONReader.read(text("events.schema.json")))
    }

    /// A schema's own bytes.
    public static func text(_ name: String = "report.schema.json") throws -> [UInt8] {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        let path = root.joined(separator: "/") + "/docs/\(name)"
        guard let data = FileManager.default.contents(atPath: path) else { throw Missing() }
        return Array(data)
    }

    /// Everything that is wrong with a report's JSON; empty if it is valid.
    public static func violations(of json: [UInt8]) throws -> [JSONSchema.Violation] {
        try load().violations(of: JSONReader.read(json))
    }
}
