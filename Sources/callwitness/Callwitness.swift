import Analysis
import CaptureFiles
import Wire

@main
struct Callwitness {
    static func main() throws {
        var file = try CaptureFile(CommandLine.arguments[1])
        var batch = CaptureBatch()
        var analyzer = Analyzer()
        while file.read(into: &batch) { analyzer.receive(batch) }
        analyzer.dumpStats()
    }
}
