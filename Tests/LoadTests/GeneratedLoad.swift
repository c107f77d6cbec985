import Analysis
import CaptureFiles
import FoundationEssentials
import Load
import Report
import Testing
import Wire

/// A load, whole, and what the analysis says of it.
struct GeneratedLoad {
    var bytes: [UInt8] = []
    var streams: [TruthRow] = []
    var calls: [TruthRow] = []
    private(set) var frames = 0

    /// - Parameter chunk: how much the generator is asked for at once.
    init(_ plan: LoadPlan, chunk: Int = 1 << 16) {
        var generator = LoadGenerator(plan)
        var (streamTable, callTable): ([UInt8], [UInt8]) = ([], [])
        var hasMore = true
        while hasMore {
            var output: [UInt8] = []
            hasMore = generator.write(into: &output, upTo: chunk)
            bytes += output
            let known = generator.takeTruth()
            streamTable += known.streams
            callTable += known.calls
        }
        streams = TruthRow.rows(of: streamTable)
        calls = TruthRow.rows(of: callTable)
        frames = generator.frames
    }

    /// Every batch of the capture, read as a file is.
    func read(_ body: (borrowing CaptureBatch) throws -> Void) throws {
        let manager = FileManager.default
        let path = manager.temporaryDirectory.appending(path: "callwitness-load-\(UUID().uuidString)").path
        try #require(manager.createFile(atPath: path, contents: Data(bytes)))
        defer { try? manager.removeItem(atPath: path) }
        var file = try CaptureFile(path)
        var batch = CaptureBatch()
        while file.read(into: &batch) { try body(batch) }
    }

    func reports() throws -> [CallReport] {
        var analyzer = Analyzer()
        var reports: [CallReport] = []
        try read { batch in
            analyzer.receive(batch)
            reports += analyzer.takeReports()
            for case .damage(let damage) in batch.notes.map(\.note) { Issue.record("\(damage.sentence)") }
        }
        analyzer.finish()
        return reports + analyzer.takeReports()
    }
}
