import Report
import TestSupport
import Testing

@Suite("Report schema")
struct ReportSchemaTests {
    @Test("A full and a minimal report are valid, compact and pretty", arguments: [true, false])
    func valid(pretty: Bool) throws {
        #expect(try ReportSchema.violations(of: SampleReport.full.json(pretty: pretty)) == [])
        #expect(try ReportSchema.violations(of: SampleReport.minimal.json(pretty: pretty)) == [])
    }
}
