import Analysis
import CaptureFiles
import Glibc
import Report
import Wire

@main
struct Callwitness {
    static func main() throws {
        var file = try CaptureSequence(Array(CommandLine.arguments.dropFirst(2)))
        var batch = CaptureBatch()
        var analyzer = Analyzer()
        let text = CommandLine.arguments[1] == "text"
        func show(_ reports: [CallReport]) {
            for report in reports {
                if text { print(TextRenderer.render(report, style: TextStyle())) } else {
                    print(String(decoding: report.json(pretty: false), as: UTF8.self))
                }
            }
        }
        while file.read(into: &batch) { analyzer.receive(batch); show(analyzer.takeReports()) }
        analyzer.finish()
        show(analyzer.takeReports())
    }
}
