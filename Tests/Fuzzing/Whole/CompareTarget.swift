import Analysis
import CaptureFiles
import ClientReports
import Comparison
import Report
import Wire

/// The first two thirds of a second of a recorded call with loss.
private let recordedCalls: [AnalyzedCall] = {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    var options = AnalysisOptions()
    options.keepsArrivals = true
    var analyzer = Analyzer(options: options)
    var batch = CaptureBatch()
    guard var file = try? CaptureFile("\(root)/captures/variants/loss-5-percent/original.pcap") else {
        fatalError("the recorded call is not there")
    }
    while file.read(into: &batch) { analyzer.receive(batch) }
    analyzer.finish()
    return analyzer.takeCalls()
}()

/// Clients' reports beside a recorded call. Input: a document.
func fuzzCompare(_ input: [UInt8]) throws {
    guard let reports = try? ClientReportReader.read(input, source: "input") else { return }
    let comparison = CallComparison(recordedCalls)
    for report in reports.prefix(4) {
        let result = comparison.compare(report)
        _ = try checkDocument(result)
        _ = ComparisonRenderer.render(result)
        try require(!result.summary.isEmpty, "a comparison without a summary")
    }
}
