import Analysis
import CaptureFiles
import Glibc
import Report
import Wire

/// What `callwitness report --format ndjson` does with a file, in this process.
enum Pipeline {
    struct Outcome {
        var lines: [[UInt8]] = []
        /// What is wrong with what came out; nil if nothing is.
        var complaint: String?
    }

    /// - Parameter alsoDumps: every frame through `dump`, and every report as text too.
    static func run(_ path: String, alsoDumps: Bool = false) -> Outcome {
        var outcome = Outcome()
        guard var capture = try? CaptureSequence([path]) else { return outcome }
        var analyzer = Analyzer()
        var dump = FrameDump()
        var batch = CaptureBatch()
        var frames = 0
        func take(_ reports: [CallReport]) {
            for report in reports {
                let line = report.json(pretty: false)
                if alsoDumps { _ = TextRenderer.render(report) }
                outcome.lines.append(line)
            }
        }
        while capture.read(into: &batch) {
            frames += batch.frames.count
            analyzer.receive(batch)
            take(analyzer.takeReports())
            if alsoDumps {
                let lines = dump.lines(for: batch).split(separator: UInt8(ascii: "\n"))
                if lines.count != batch.frames.count {
                    outcome.complaint = "dump has \(lines.count) lines for \(batch.frames.count) frames"
                }
                for line in lines where !isJSON(Array(line)) { outcome.complaint = "dump wrote no JSON" }
            }
        }
        analyzer.finish()
        take(analyzer.takeReports())
        for line in outcome.lines where !isJSON(line) || line.contains(UInt8(ascii: "\n")) {
            outcome.complaint = "a report is no line of JSON"
        }
        return outcome
    }

    private static func isJSON(_ line: [UInt8]) -> Bool { (try? JSONReader.read(line)) != nil }

    /// The most memory that this process had at once, in bytes.
    static var peakMemory: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    }
}

/// Writes a whole file.
func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "wb") else { fatal("\(path) cannot be written") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
}

func fatal(_ sentence: String) -> Never {
    print(sentence)
    fflush(nil)
    exit(64)
}
