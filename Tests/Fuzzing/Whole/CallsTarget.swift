import Analysis
import Report
import Wire

/// From packets to reports: all at once and frame by frame must come to the same. Input: see `ScriptedCapture`.
func fuzzCalls(_ input: [UInt8]) throws {
    let batch = ScriptedCapture(input).batch
    var whole = Analyzer()
    whole.receive(batch)
    whole.finish()
    let reports = whole.takeReports()
    for report in reports { try checkReport(report) }
    var options = AnalysisOptions()
    options.keepsArrivals = true
    var single = Analyzer(options: options)
    for index in batch.frames.indices {
        var one = CaptureBatch()
        var frame = batch.frames[index]
        one.bytes = Array(batch.bytes[frame.offset..<frame.offset + Int(frame.capturedLength)])
        frame.offset = 0
        one.frames = [frame]
        single.receive(one)
        if index % 16 == 0 { _ = single.reportsInProgress() }
    }
    single.finish()
    let again = single.takeReports()
    try require(again.count == reports.count, "\(reports.count) calls at once, \(again.count) frame by frame")
    for (first, second) in zip(reports, again) {
        try require(
            first.json(pretty: false) == second.json(pretty: false), "a call differs when its frames come one by one")
    }
    try require(single.takeCalls().count == reports.count, "calls and reports differ in number")
}
