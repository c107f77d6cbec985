import ClientReports
import Report
import Testing

@Suite("What a reader sets right or leaves out")
struct ReadingTests {
    private func payload(inbound: String) -> String {
        """
        {"summary": {}, "stats": [
          {"intervalEndUtc": "2026-11-23T12:00:01Z", "audio": {"inbound": {\(inbound)}}},
          {"intervalEndUtc": "2026-11-23T12:00:02Z", "audio": {"inbound": {\(inbound)}}}]}
        """
    }

    @Test(
        "What cannot be used is noted and left out",
        arguments: ["null", "\"50\"", "1e308", "9007199254740994", "-1", "0.5", "true", "[]", "{}"])
    func unusable(_ value: String) throws {
        let report = try onlyReport(payload(inbound: "\"packetsReceived\": \(value), \"bytesReceived\": 5"))
        #expect(report.samples.count == 2)
        #expect(report.samples[0].inbound.first?.packetsReceived == nil)
        #expect(report.samples[0].inbound.first?.bytesReceived == 5)
        let note = try #require(report.notes.first { $0.kind == .unusableField })
        #expect(note.path == "stats[0].audio.inbound.packetsReceived")
        #expect(note.text.hasSuffix(", 2 times."))
    }

    @Test("Whole numbers may be written as fractions")
    func fractions() throws {
        let report = try onlyReport(payload(inbound: "\"packetsReceived\": 5e1, \"packetsLost\": -2.0"))
        #expect(report.samples[0].inbound.first?.packetsReceived == 50)
        #expect(report.samples[0].inbound.first?.packetsLost == -2)
    }

    @Test("Unknown fields are named once, known ones that nothing compares are not")
    func unknown() throws {
        let report = try onlyReport(payload(inbound: "\"foo\": 1, \"jitterBufferDelay\": 3, \"packetsReceived\": 1"))
        #expect(report.notes(.unknownField) == ["stats[].audio.inbound.foo"])
    }

    @Test("The notes are bounded, whatever stands in the report")
    func bounded() throws {
        let fields = (0..<5000).map { "\"f\($0)\": 1" }.joined(separator: ",")
        let report = try onlyReport(payload(inbound: fields + ", \"packetsReceived\": 1"))
        #expect(report.notes.count == 200)
        #expect(report.notes.last?.text == "9602 further remarks are left out.")
    }

    @Test("Intervals that came twice, in another order, or not at all")
    func order() throws {
        let twice = try onlyReport(ShapeDocuments.payload(packets: [(1, 50), (2, 100), (2, 100), (3, 150)]))
        #expect(twice.samples.count == 3)
        #expect(twice.notes(.repeated) == ["stats[]"])
        #expect(twice.notes(.missing).isEmpty)
        let missing = try onlyReport(ShapeDocuments.payload(packets: [(1, 50), (3, 150), (4, 200)]))
        #expect(missing.samples.count == 3)
        #expect(missing.notes(.missing) == ["stats[]"])
        let reordered = try onlyReport(ShapeDocuments.payload(packets: [(2, 100), (1, 50), (3, 150)]))
        #expect(reordered.samples.map { $0.outbound.first?.packetsSent } == [50, 100, 150])
        #expect(reordered.notes(.reordered) == ["stats[]"])
        #expect(reordered.notes(.counterFell).isEmpty)
    }

    @Test("Polls without a begin are missing where twice the time lies between them")
    func missingPolls() throws {
        func segments(_ times: [Int]) -> String {
            "{\"segments\": [\(times.map { "{\"timestamp\": \(1_712_000_000 + $0), \"bytesSent\": \($0)}" }.joined(separator: ","))]}"
        }
        #expect(try onlyReport(segments([0, 5, 10, 15, 18])).notes(.missing).isEmpty)
        #expect(try onlyReport(segments([0, 5, 15, 20])).notes(.missing) == ["segments[]"])
        #expect(try onlyReport(segments([0, 1, 2, 7, 12])).notes(.missing).isEmpty, "SDKs begin with shorter ones")
    }

    @Test("Counters that fall are named, losses may")
    func fallen() throws {
        let report = try onlyReport(ShapeDocuments.payload(packets: [(1, 50), (2, 100), (3, 90)]))
        #expect(
            Set(report.notes(.counterFell)).isSuperset(of: [
                "audio.inbound.packetsReceived", "audio.outbound.packetsSent",
            ]))
        #expect(report.notes.first { $0.path == "audio.outbound.packetsSent" }?.text.contains("from 100 to 90") == true)
        #expect(!report.notes(.counterFell).contains { $0.contains("Lost") })
    }

    @Test("Unix times in another unit than the shape's are taken by their size, and that is said")
    func unixTimes() throws {
        let report = try onlyReport(#"{"segments": [{"timestamp": 1712000005000, "bytesSent": 1}]}"#)
        #expect(report.milliseconds == [1_712_000_005_000])
        #expect(report.notes(.assumedUnit) == ["segments[].timestamp"])
    }
}
