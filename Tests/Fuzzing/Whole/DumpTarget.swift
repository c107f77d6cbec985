import Analysis
import Report
import Wire

/// What `dump` says of each packet: one line each, and each a document. Input: see `ScriptedCapture`.
func fuzzDump(_ input: [UInt8]) throws {
    let batch = ScriptedCapture(input).batch
    var dump = FrameDump()
    let lines = dump.lines(for: batch).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    try require(lines.count == batch.frames.count, "\(lines.count) lines of \(batch.frames.count) frames")
    for (line, frame) in zip(lines, batch.frames) {
        let document = try JSONReader.read(Array(line))
        try require(document["frame"]?.integer == Int(frame.number), "a line of another frame")
    }
}
