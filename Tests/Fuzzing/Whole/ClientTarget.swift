import ClientReports

/// The readers of clients' reports. Input: a document.
func fuzzClient(_ input: [UInt8]) throws {
    guard let reports = try? ClientReportReader.read(input, source: "input") else { return }
    try require(!reports.isEmpty, "no report and no failure")
    for report in reports {
        try require(report.samples.count <= input.count, "more samples than bytes")
    }
    let again = ClientReportReader.combine(reports)
    try require(again.count <= reports.count, "reports multiply when they are combined")
}
