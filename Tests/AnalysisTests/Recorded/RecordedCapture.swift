import Analysis
import CaptureFiles
import FoundationEssentials
import Report
import TestSupport
import Testing
import Wire

/// A capture of the project's folder captures/.
struct RecordedCapture: CustomTestStringConvertible, Sendable {
    /// Its path inside captures/.
    let name: String

    var testDescription: String { name }

    /// The folder captures/ of this checkout.
    static let folder: String = {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
        return root.joined(separator: "/") + "/captures"
    }()

    static func contents(of name: String) throws -> [UInt8] {
        Array(try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"), "no captures/\(name)"))
    }

    /// The captures in a folder inside captures/, by name.
    static func all(in subfolder: String = "") throws -> [RecordedCapture] {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(subfolder)")
            .filter { $0.split(separator: ".").contains { $0 == "pcap" || $0 == "pcapng" } }
            .sorted().map { RecordedCapture(name: subfolder.isEmpty ? $0 : "\(subfolder)/\($0)") }
    }

    /// The reports of its calls. Their capture.files say captures/NAME, wherever the checkout is.
    func reports() throws -> [CallReport] {
        var file = try CaptureFile("\(Self.folder)/\(name)")
        var batch = CaptureBatch()
        var analyzer = Analyzer()
        while file.read(into: &batch) { analyzer.receive(batch) }
        analyzer.finish()
        return analyzer.takeReports().map { report in
            var report = report
            for index in report.network.capture.files.indices {
                report.network.capture.files[index].name = "captures/\(name)"
            }
            return report
        }
    }
}

/// Expects that a report is what docs/report.schema.json says.
func expectValid(_ report: CallReport) throws {
    let violations = try ReportSchema.violations(of: report.json(pretty: false))
    #expect(violations.isEmpty, "\(violations.prefix(5).map(\.description).joined(separator: "; "))")
}
