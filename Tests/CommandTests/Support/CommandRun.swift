import Foundation

/// What the built program did when it was run.
struct CommandRun {
    var status: Int32
    var output: Data
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// Runs `callwitness` in `folder` and waits for its end.
    init(_ arguments: String..., in folder: TemporaryFolder, input: String? = nil, output: String = "stdout") throws {
        try self.init(arguments, in: folder, input: input, output: output)
    }

    init(_ arguments: [String], in folder: TemporaryFolder, input: String? = nil, output: String = "stdout") throws {
        let process = Process()
        process.executableURL = CommandRun.program
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.standardInput = try FileHandle(forReadingFrom: input.map(folder.file) ?? URL(filePath: "/dev/null"))
        // Files, so that no full pipe can hold it up.
        process.standardOutput = try folder.writable(output)
        process.standardError = try folder.writable("stderr")
        try process.run()
        process.waitUntilExit()
        status = process.terminationStatus
        self.output = output.hasPrefix("/") ? Data() : try Data(contentsOf: folder.file(output))
        errors = String(decoding: try Data(contentsOf: folder.file("stderr")), as: UTF8.self)
    }

    /// Beside the running test bundle, or where the package is built.
    static var program: URL {
        let runner = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let beside = runner.appending(path: "callwitness")
        if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        return package.appending(path: ".build/debug/callwitness").standardized
    }
}

/// A folder that is gone when the test is.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "callwitness-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> URL { url.appending(path: name) }

    func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: file(name)) }

    func text(of name: String) throws -> String { try String(contentsOf: file(name), encoding: .utf8) }

    var names: Set<String> { Set((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []) }

    fileprivate func writable(_ name: String) throws -> FileHandle {
        if name.hasPrefix("/") { return try FileHandle(forWritingTo: URL(filePath: name)) }
        try Data().write(to: file(name))
        return try FileHandle(forWritingTo: file(name))
    }
}
