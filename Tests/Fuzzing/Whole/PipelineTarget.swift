import Analysis
import CaptureFiles
import Report
import Wire

/// From a file's bytes to the reports and to `dump`'s lines. Input: a file.
func fuzzPipeline(_ input: [UInt8]) throws {
    let memory = MemoryFile(input)
    guard var file = try? CaptureFile(memory.path) else { return }
    var batch = CaptureBatch()
    var analyzer = Analyzer()
    while file.read(into: &batch) {
        analyzer.receive(batch)
        for report in analyzer.takeReports() { try checkReport(report) }
    }
    analyzer.finish()
    for report in analyzer.takeReports() { try checkReport(report) }
    _ = (analyzer.strayFrames, analyzer.unmatchedDescriptions)
}

func checkReport(_ report: CallReport) throws {
    let document = try checkDocument(report)
    try require(document["data"] != nil, "a report without data")
    _ = TextRenderer.render(report)
    _ = TextRenderer.render(report, style: TextStyle(isColored: true, width: 60))
}
