import ClientReports
import Report
import Testing

@Suite("Parts of one call's report")
struct CombiningTests {
    private func part(_ segment: Int?, _ packets: [(second: Int, packets: Int)], call: String = "call-1") -> String {
        ShapeDocuments.payload(call: call, segment: segment, packets: packets)
    }

    private func read(_ document: String, _ source: String = "x") throws -> [ClientReport] {
        try ClientReportReader.read(Array(document.utf8), source: source)
    }

    @Test("In several documents, out of order, one twice")
    func documents() throws {
        let parts =
            try read(part(2, [(5, 250), (6, 300)]), "c") + read(part(0, [(1, 50), (2, 100)]), "a")
            + read(part(1, [(3, 150), (4, 200)]), "b") + read(part(1, [(3, 150), (4, 200)]), "d")
        #expect(parts[0].notes(.missing) == ["segment"])
        let whole = ClientReportReader.combine(parts)
        try #require(whole.count == 1)
        #expect(whole[0].segments == [0, 1, 2])
        #expect(whole[0].samples.map { $0.outbound.first?.packetsSent } == [50, 100, 150, 200, 250, 300])
        #expect(Set(whole[0].sources) == ["a", "b", "c", "d"])
        #expect(whole[0].notes(.repeated) == ["segment"])
        #expect(whole[0].notes(.reordered) == ["segment"])
        #expect(whole[0].notes(.missing).isEmpty)
    }

    @Test(
        "In one document: an array, lines, one after another",
        arguments: [("[", ",", "]"), ("", "\n", "\n"), ("", "", "")])
    func oneDocument(_ form: (String, String, String)) throws {
        let text = form.0 + part(0, [(1, 50)]) + form.1 + part(1, [(2, 100)]) + form.2
        let reports = try read(text)
        try #require(reports.count == 1)
        #expect(reports[0].samples.count == 2)
        #expect(reports[0].segments == [0, 1])
    }

    @Test("A part that is missing")
    func missing() throws {
        let whole = ClientReportReader.combine(try read(part(0, [(1, 50)])) + read(part(3, [(7, 350)])))
        try #require(whole.count == 1)
        let note = try #require(whole[0].notes.first { $0.path == "segment" && $0.kind == .missing })
        #expect(note.text == "Parts 1, 2 are missing.")
        #expect(whole[0].notes(.missing) == ["stats[]", "segment"])
    }

    @Test("The same report again is one; another call, or the far end's report of the same call, is not")
    func others() throws {
        let report = try read(part(nil, [(1, 50), (2, 100)]))
        let again = ClientReportReader.combine(report + report)
        #expect(again.count == 1)
        #expect(again[0].samples == report[0].samples)
        #expect(again[0].notes.contains { $0.kind == .repeated })
        #expect(ClientReportReader.combine(try report + read(part(nil, [(1, 50)], call: "call-2"))).count == 2)
        #expect(ClientReportReader.combine(try report + read(part(nil, [(1, 51), (2, 99)]))).count == 2)
        let raw = try read(ShapeDocuments.bundle)
        #expect(ClientReportReader.combine(raw + raw).count == 1)
        #expect(ClientReportReader.combine(try raw + read(ShapeDocuments.entries(0, packets: 3))).count == 2)
    }

    @Test("To combine what was combined changes nothing")
    func idempotent() throws {
        let parts = try read(part(1, [(3, 150)])) + read(part(0, [(1, 50), (2, 100)])) + read(ShapeDocuments.bundle)
        let once = ClientReportReader.combine(parts)
        #expect(ClientReportReader.combine(once) == once)
    }
}
