import ClientReports

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Client reports from files, directories and stdin.
struct ClientReportFiles {
    private(set) var reports: [ClientReport] = []
    /// Sentences of files that are no client reports.
    private(set) var failures: [CommandFailure] = []

    /// A dump of a browser with several long calls has some tens of MB.
    private static let largest = 64 << 20

    init(_ paths: [String]) throws {
        for path in paths {
            if let files = Self.files(in: path) {
                if files.isEmpty { failures.append(CommandFailure("\(path) holds no .json file.")) }
                for file in files { read("\(path.hasSuffix("/") ? path : path + "/")\(file)") }
            } else {
                read(path)
            }
        }
        reports = ClientReportReader.combine(reports)
    }

    private mutating func read(_ path: String) {
        do {
            let bytes =
                path == "-"
                ? try SmallFile.bytes(ofDescriptor: STDIN_FILENO, "stdin", "a client report", atMost: Self.largest)
                : try SmallFile.bytes(of: path, "a client report", atMost: Self.largest)
            reports += try ClientReportReader.read(bytes, source: path == "-" ? "stdin" : path)
        } catch let failure as CommandFailure {
            failures.append(failure)
        } catch {
            failures.append(CommandFailure("\(error)"))
        }
    }

    /// Names of the JSON files in a directory, in order; nil if it is none.
    private static func files(in path: String) -> [String]? {
        guard path != "-", let directory = unsafe opendir(path) else { return nil }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    unsafe String(cString: $0)
                }
            }
            if name.hasSuffix(".json") || name.hasSuffix(".ndjson") { names.append(name) }
        }
        return names.sorted()
    }
}
