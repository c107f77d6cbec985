import Report

/// Reads what clients say of calls, in every shape that it comes in; the shape is told by the content.
///
/// The bytes are not trusted. Every field is optional: what cannot be used is noted and left out.
public enum ClientReportReader {
    /// JSON of a client; `JSONReader` has further bounds.
    private static let sizeLimit = 1 << 26

    /// Reads one document; it may hold several reports: an API's page, a dump with several peer connections, lines of JSON.
    /// - Parameter source: the file's name, for messages.
    public static func read(_ bytes: [UInt8], source: String) throws(ClientReportFailure) -> [ClientReport] {
        guard bytes.count <= sizeLimit else {
            throw ClientReportFailure(
                kind: .notJSON, description: "'\(source)' has over \(sizeLimit) bytes: give a part of it.")
        }
        let pieces = JSONDocuments.pieces(of: bytes)
        guard !pieces.isEmpty else {
            throw ClientReportFailure(
                kind: .empty, description: "'\(source)' is empty: give a client's report in JSON.")
        }
        var reader = DocumentReader()
        for (index, piece) in pieces.enumerated() {
            let value = try JSONDocuments.read(piece, of: bytes, source: source)
            reader.take(value, at: pieces.count > 1 ? FieldPath.root.index(index) : .root)
        }
        let reports = combine(reader.reports(from: source))
        guard !reports.isEmpty else { throw failure(source, isKnown: reader.isAnyKnown) }
        return reports
    }

    /// Puts together the parts of one call that came in several documents, in any order; what came twice is dropped.
    public static func combine(_ reports: [ClientReport]) -> [ClientReport] { ReportCombiner.combine(reports) }

    private static func failure(_ source: String, isKnown: Bool) -> ClientReportFailure {
        isKnown
            ? ClientReportFailure(
                kind: .nothingUsable,
                description: "'\(source)' holds no interval, candidate, state or duration that could be compared: give "
                    + "the report of a call that was set up.")
            : ClientReportFailure(
                kind: .unknownShape,
                description: "'\(source)' is JSON, but no client's report: give \(DocumentShape.names).")
    }
}
