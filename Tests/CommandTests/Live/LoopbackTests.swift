import Foundation
import Report
import TestSupport
import Testing
import Wire

@testable import callwitness

/// Whether whoever runs the tests may capture on the loopback interface.
enum Loopback {
    static let mayCapture: Bool = {
        guard let folder = try? TemporaryFolder(),
            let run = try? CommandRun("interfaces", "--format", "json", in: folder),
            let entries = try? JSONReader.read(Array(run.output))["interfaces"]?.elements
        else { return false }
        return entries.contains { $0["name"] == .string("lo") && $0["may_capture"] == .boolean(true) }
    }()
}

/// Live on the loopback interface, where whoever runs the tests may capture: the program ends by the number of frames.
@Suite("callwitness live on the loopback interface", .enabled(if: Loopback.mayCapture))
struct LoopbackTests {
    /// A check and its answer, as often as it takes.
    private static func exchange(_ client: UDPSocket, _ server: UDPSocket, _ number: UInt32) {
        let id = STUNTransactionID(7, UInt64(number))
        var request = STUNMessageBuilder(.request, .binding, id)
        request.append(.username, text: "serv:clie")
        request.append(.iceControlling, uint64: 1)
        request.append(.useCandidate)
        request.append(.priority, uint32: 1_853_824_767)
        request.appendFingerprint()
        client.send(request.bytes, to: server.port)
        var answer = STUNMessageBuilder(.success, .binding, id)
        answer.append(.xorMappedAddress, address: Endpoint(IPAddress(ipv4: 0x7f00_0001), client.port))
        answer.appendFingerprint()
        server.send(answer.bytes, to: client.port)
    }

    private func live(_ arguments: [String], in folder: TemporaryFolder) throws -> CommandRun {
        // Root goes on as nobody.
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.url.path)
        let (client, server) = (try UDPSocket(), try UDPSocket())
        let isOver = SharedState(false)
        // A thread: those of the tests wait for the program.
        try BackgroundThread.start {
            var number: UInt32 = 0
            while !isOver.withLock({ $0 }) {
                Self.exchange(client, server, number)
                number += 1
                usleep(10_000)
            }
        }
        defer { isOver.withLock { $0 = true } }
        return try CommandRun(
            ["live", "-i", "lo", "-c", "40"] + arguments + ["--", "udp port \(server.port)"], in: folder)
    }

    private func events(_ run: CommandRun) throws -> [JSONValue] {
        let schema = try ReportSchema.ofEvents()
        let events = try run.text.split(separator: "\n").map { try JSONReader.read(Array($0.utf8)) }
        for event in events { #expect(schema.violations(of: event) == []) }
        return events
    }

    @Test("A call's checks become its report, in the event and as the schema says")
    func reportInEvent() throws {
        let folder = try TemporaryFolder()
        let run = try live([], in: folder)
        #expect(run.status == 0)
        #expect(run.errors == "")
        let events = try events(run)
        let report = try #require(events.first { $0["event"] == .string("telnyx.stats.report") }?["data"])
        let whole = try #require(report["report"])
        #expect(try ReportSchema.load().violations(of: whole) == [])
        #expect(whole["data"]?["ice_data"]?["transport"]?["ice_state"] == .string("connected"))
        #expect(whole["data"]?["network"]?["capture"]?["packets"] == .integer(40))
        #expect(whole["data"]?["network"]?["capture"]?["truncated"] == .integer(0))
        let health = try #require(events.last?["data"])
        #expect(events.last?["event"] == .string("capture.health"))
        #expect(health["packets"] == .integer(40))
        #expect(health["callsEnded"] == .integer(1))
    }

    @Test("With a directory the report is a file there, named in the event")
    func reportInFile() throws {
        let folder = try TemporaryFolder()
        let run = try live(["-o", "reports/"], in: folder)
        #expect(run.status == 0)
        let report = try #require(
            try events(run).first { $0["event"] == .string("telnyx.stats.report") }?["data"])
        let name = try #require(report["file"]?.string)
        #expect(report["report"] == .null)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("reports").path) == [name])
        let file = try JSONReader.read(Array(Data(contentsOf: folder.file("reports/\(name)"))))
        #expect(try ReportSchema.load().violations(of: file) == [])
        #expect(file["data"]?["call"]?["call_id"] == report["callId"])
    }

    @Test("Events go to the file that is named, behind what is there")
    func eventFile() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("{}\n".utf8), to: "events")
        let run = try live(["-o", "events"], in: folder)
        #expect(run.status == 0)
        #expect(run.text == "")
        let lines = try folder.text(of: "events").split(separator: "\n")
        #expect(lines.first == "{}")
        #expect(lines.last?.hasPrefix(#"{"event":"capture.health""#) == true)
    }

    @Test("What is written makes the same report, but for where it was captured", arguments: [true, false])
    func writtenFile(headersOnly: Bool) throws {
        let folder = try TemporaryFolder()
        let run = try live(
            ["-o", "reports/", "-w", "live.pcapng"] + (headersOnly ? ["--headers-only"] : []), in: folder)
        #expect(run.status == 0)
        #expect(run.errors == "")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("reports").path)
        let name = try #require(names.first)
        let live = try folder.text(of: "reports/\(name)")
        let file = try CommandRun("report", "--format", "json", "live.pcapng", in: folder)
        #expect(file.status == 0)
        // The list of files stands in brackets of its own.
        func withoutSource(_ text: String) throws -> String {
            let begin = try #require(text.range(of: "\"files\": [")?.lowerBound)
            let end = try #require(text.range(of: "]", range: begin..<text.endIndex)?.upperBound)
            return text.replacingCharacters(in: begin..<end, with: "")
        }
        #expect(live.contains(#""format": "live""#))
        #expect(try withoutSource(live) == withoutSource(file.text))
    }

    @Test("Metrics are a whole file of the last counters, and nothing is left beside it")
    func metrics() throws {
        let folder = try TemporaryFolder()
        let run = try live(["--metrics-file", "calls.prom"], in: folder)
        #expect(run.status == 0)
        let lines = try folder.text(of: "calls.prom").split(separator: "\n")
        #expect(lines.contains("callwitness_packets_total 40"))
        #expect(lines.contains("callwitness_calls_ended_total 1"))
        #expect(lines.last?.hasPrefix("callwitness_last_update_timestamp_seconds ") == true)
        #expect(folder.names.filter { $0.hasPrefix("calls.prom") } == ["calls.prom"])
    }

    @Test("A file that cannot be written is one sentence")
    func unwritable() throws {
        let folder = try TemporaryFolder()
        let run = try CommandRun("live", "-i", "lo", "-w", "no/such/file", in: folder)
        #expect(run.status == 2)
        #expect(run.errors == "callwitness: no/such/file cannot be written: No such file or directory.\n")
    }

    @Test("A directory that only root may write is refused before anything is captured", .enabled(if: geteuid() == 0))
    func foreignDirectory() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(at: folder.file("own"), withIntermediateDirectories: false)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.file("own").path)
        for arguments in [["-o", "own"], ["-w", "own/file", "-C", "1"]] {
            let run = try CommandRun(["live", "-i", "lo", "--user", "nobody"] + arguments, in: folder)
            #expect(run.status == 4)
            #expect(run.errors.contains("cannot be written by nobody"))
            #expect(run.errors.split(separator: "\n").count == 1)
        }
        let run = try CommandRun("live", "-i", "lo", "--user", "no-such-user", in: folder)
        #expect(run.status == 2)
        #expect(run.errors == "callwitness: There is no user no-such-user, as --user asks for.\n")
    }
}
