import ArgumentParser

/// How a live capture shows what it sees.
enum LiveFormat: String, ExpressibleByArgument, CaseIterable {
    case view, ndjson

    /// - Throws: if a view is wanted and there is no terminal for it.
    var showsView: Bool {
        get throws {
            guard self == .view else { return false }
            guard Terminal.isStandardOutput else {
                throw CommandFailure("stdout is no terminal: --format view needs one.")
            }
            return true
        }
    }
}
