import Analysis
import CaptureFiles
import Report
import Testing
import Wire

/// A capture, and its reports as they were after any of its frames.
struct CaptureSnapshots {
    private var batches: [CaptureBatch] = []
    private var options = AnalysisOptions()
    /// Of all frames, in s.
    private(set) var times: [Double] = []

    /// - Parameter client: what is sent from this address is "sent".
    init(_ capture: RecordedCapture, client: String) throws {
        options.clientNetworks = [try #require(IPNetwork(client))]
        var file = try CaptureFile("\(RecordedCapture.folder)/\(capture.name)")
        var batch = CaptureBatch()
        while file.read(into: &batch) {
            batches.append(batch)
            times += batch.frames.map(\.timestamp.seconds)
        }
    }

    /// Frames up to `time`, in s.
    func count(upTo time: Double) -> Int {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Gives `body` the reports after each of so many frames, ascending, and returns those at the end.
    func reports(after counts: Set<Int>, _ body: (Int, [CallReport]) -> Void) -> [CallReport] {
        var wanted = counts.sorted()[...]
        var analyzer = Analyzer(options: options)
        var ended: [CallReport] = []
        var count = 0
        for batch in batches {
            var piece = batch
            var rest = batch.frames[...]
            while let next = wanted.first, next <= count + rest.count {
                piece.frames = Array(rest.prefix(next - count))
                analyzer.receive(piece)
                piece.notes = []
                rest = rest.dropFirst(next - count)
                count = next
                ended += analyzer.takeReports()
                body(next, ended + analyzer.reportsInProgress())
                wanted.removeFirst()
            }
            piece.frames = Array(rest)
            analyzer.receive(piece)
            count += rest.count
        }
        analyzer.finish()
        return ended + analyzer.takeReports()
    }
}
