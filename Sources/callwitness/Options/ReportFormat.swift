import ArgumentParser

/// How reports are written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, ndjson

    var fileExtension: String {
        switch self {
        case .text: "txt"
        case .json: "json"
        case .ndjson: "ndjson"
        }
    }
}
