import Report

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes reports one by one to where `-o` says: stdout, a file for all, or a directory with a file for each.
struct ReportWriter {
    private enum Destination {
        case standardOutput
        case file(OutputFile)
        case directory(String)
    }

    let renderer: ReportRenderer
    private let destination: Destination
    private(set) var count = 0
    /// Names that were given to files of this run.
    private var names: Set<String> = []

    init(_ format: ReportFormat, output: String?, inputs: [String]) throws {
        guard let output, output != "-" else {
            destination = .standardOutput
            renderer = ReportRenderer(format: format, style: Terminal.textStyle)
            return
        }
        renderer = ReportRenderer(format: format, style: .plain)
        if try OutputDirectory.isMeant(by: output) {
            destination = .directory(output)
        } else {
            destination = .file(try OutputFile(output, keeping: inputs))
        }
    }

    /// - Parameters:
    ///   - document: what `renderer` made.
    ///   - id: what a file of a directory is named after.
    mutating func write(_ document: [UInt8], id: String) throws {
        switch destination {
        case .standardOutput: try StandardOutput.write(separator.isEmpty ? document : separator + document)
        case .file(let file): try file.write(separator.isEmpty ? document : separator + document)
        case .directory(let directory):
            let file = try OutputFile("\(directory)/\(name(for: id))")
            try file.write(document)
            try file.finish()
        }
        count += 1
    }

    /// Gives an output file its name; without calls it is empty.
    func finish() throws {
        if case .file(let file) = destination { try file.finish() }
    }

    private var separator: [UInt8] {
        guard renderer.format == .text, count > 0 else { return [] }
        return Array("\n\(String(repeating: "-", count: min(renderer.style.width, 80)))\n\n".utf8)
    }

    private mutating func name(for id: String) -> String {
        let base = OutputDirectory.fileName(for: id)
        var name = base
        var copy = 1
        while !names.insert(name).inserted {
            copy += 1
            name = "\(base)-\(copy)"
        }
        return "\(name).\(renderer.format.fileExtension)"
    }
}

extension Terminal {
    /// Colours and width for stdout.
    static var textStyle: TextStyle {
        guard isStandardOutput else { return .plain }
        return TextStyle(isColored: wantsColor, width: min(max(width ?? 100, 60), 140))
    }
}
