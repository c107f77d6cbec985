import Analysis
import CaptureFiles
import Glibc
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
        var truth = TruthTable()
        var hasMore = true
        while hasMore {
            var output: [UInt8] = []
            hasMore = generator.write(into: &output, upTo: chunk)
            bytes += output
            let known = generator.takeTruth()
            truth.streams += known.streams
            truth.calls += known.calls
        }
        streams = TruthRow.rows(of: truth.streams)
        calls = TruthRow.rows(of: truth.calls)
        frames = generator.frames
    }

    /// Every batch of the capture, read as a file is.
    func read(_ body: (borrowing CaptureBatch) throws -> Void) throws {
        var template = Array("/tmp/callwitness-load-XXXXXX".utf8CString)
        let descriptor = unsafe template.withUnsafeMutableBufferPointer { unsafe mkstemp($0.baseAddress!) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try #require(descriptor >= 0)
        defer { unlink(path) }
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress! + start, bytes.count - start) }
            try #require(count > 0)
            start += count
        }
        close(descriptor)
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
