import Foundation
import Testing

@Suite("dump")
struct DumpCommandTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(SmallCapture.twoCalls, to: "two.pcap")
        try folder.write(SmallCapture.call(start: 1_700_000_100), to: "later.pcap")
    }

    private func frames(_ run: CommandRun) throws -> [Int] {
        try run.text.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return try #require(object?["frame"] as? Int)
        }
    }

    @Test("One line a frame, numbered over all files")
    func lines() throws {
        #expect(try frames(CommandRun("dump", "two.pcap", in: folder)) == [1, 2, 3, 4])
        #expect(try frames(CommandRun("dump", "later.pcap", "two.pcap", in: folder)) == [1, 2, 3, 4, 5, 6])
        #expect(try frames(CommandRun("dump", "--each", "later.pcap", "two.pcap", in: folder)) == [1, 2, 1, 2, 3, 4])
    }

    @Test("A filter keeps the capture's frame numbers")
    func filter() throws {
        #expect(try frames(CommandRun("dump", "two.pcap", "--", "src", "port", "5002", in: folder)) == [3])
    }

    @Test("--call-id takes the frames of one call and no others")
    func oneCall() throws {
        let reports = try CommandRun("report", "--format", "ndjson", "two.pcap", in: folder).text.split(separator: "\n")
        var all: [Int] = []
        for report in reports {
            let object = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: [String: Any]]
            let call = try #require(object?["data"]?["call"] as? [String: Any])
            let id = try #require(call["call_id"] as? String)
            let own = try frames(CommandRun("dump", "--call-id", id, "two.pcap", in: folder))
            #expect(own.count == 2)
            all += own
        }
        #expect(reports.count == 2)
        #expect(all.sorted() == [1, 2, 3, 4])
        let none = try CommandRun("dump", "--call-id", "nobody", "two.pcap", in: folder)
        #expect(none.status == 2 && none.text.isEmpty)
    }

    @Test("-o FILE gets the lines")
    func file() throws {
        let expected = try CommandRun("dump", "two.pcap", in: folder)
        #expect(try CommandRun("dump", "-o", "lines", "two.pcap", in: folder).status == 0)
        #expect(try folder.text(of: "lines") == expected.text)
    }
}
