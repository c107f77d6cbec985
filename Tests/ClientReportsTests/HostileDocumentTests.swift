import ClientReports
import Report
import Testing

@Suite("Documents that are damaged or made to do harm")
struct HostileDocumentTests {
    private func failure(_ bytes: [UInt8]) -> ClientReportFailure? {
        do throws(ClientReportFailure) {
            _ = try ClientReportReader.read(bytes, source: "f.json")
            return nil
        } catch { return error }
    }

    private func failure(_ text: String) -> ClientReportFailure? { failure(Array(text.utf8)) }

    @Test("Failures say what, where, and what to do")
    func failures() {
        #expect(failure("")?.description == "'f.json' is empty: give a client's report in JSON.")
        #expect(failure(" \n")?.kind == .empty)
        #expect(failure("{\"a\": nope}")?.kind == .notJSON)
        #expect(failure("{\"a\": nope}")?.description.contains("line 1, column 7") == true)
        #expect(failure("{\"summary\": {}}\n{\"summary\": nope}")?.description.contains("line 2, column 13") == true)
        #expect(
            failure("{\"summary\": {")?.description
                == "'f.json' ends too early, at line 1, column 14: was it cut? Give the whole document.")
        #expect(failure("{\"hello\": 1}")?.kind == .unknownShape)
        #expect(failure("[1, 2, 3]")?.kind == .unknownShape)
        #expect(failure("5")?.kind == .unknownShape)
        #expect(failure("{\"summary\": {}, \"stats\": []}")?.kind == .nothingUsable)
        #expect(failure("{\"PeerConnections\": {}}")?.kind == .nothingUsable)
        #expect(failure("{\"summary\": {}, \"summary\": {}}")?.description.contains("a second time") == true)
    }

    @Test("A document that was cut is said to be", arguments: ShapeDocuments.small)
    func cut(_ document: String) throws {
        let bytes = Array(document.utf8)
        let first = bytes.firstIndex(of: UInt8(ascii: "{")) ?? 0
        // Before its last brace each is unfinished; of lines the last one.
        let end = try #require(bytes.lastIndex(of: UInt8(ascii: "}")))
        for count in stride(from: first + 1, through: end, by: 1) {
            let failure = failure(Array(bytes[..<count]))
            if bytes[..<count].last != UInt8(ascii: "}"), bytes[..<count].last != UInt8(ascii: "\n") {
                #expect(failure?.kind == .truncated, "\(count) of \(bytes.count)")
            }
        }
    }

    @Test("With any one byte changed it is read or refused", arguments: ShapeDocuments.small)
    func changes(_ document: String) {
        let original = Array(document.utf8)
        for index in original.indices {
            let others = [
                original[index] ^ 0x01, UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "\""), 0x80,
                UInt8(ascii: "}"),
            ]
            var bytes = original
            bytes[index] = others[index % others.count]
            _ = try? ClientReportReader.read(bytes, source: "f.json")
        }
    }

    @Test("With any value replaced by one of another type it is read or refused", arguments: ShapeDocuments.small)
    func types(_ document: String) throws {
        let whole = "[" + document.replacing("}\n{", with: "},\n{") + "]"
        let value = try JSONReader.read(whole)
        let others: [JSONValue] = [
            .null, .boolean(true), .integer(.max), .integer(.min), .number(1e308), .number(-0.5), .string("x"),
            .array([]),
            .array([.object([]), .null]), .object([]),
        ]
        var count = 0
        value.forEachReplacement(by: others) { changed in
            count += 1
            _ = try? ClientReportReader.read(Array(changed.text.utf8), source: "f.json")
        }
        #expect(count > 50)
    }

    @Test("Nonsense of 2 MB, depth, long keys and huge numbers take no time")
    func large() {
        let size = 2 << 20
        for byte in ["[", "{", "\"", "a", "}", "1", "[{}]", "{\"a\":1}\n", "[1],", "\\"] {
            let bytes = Array(repeatElement(Array(byte.utf8), count: (size >> 4) / byte.utf8.count).joined())
            #expect(failure(bytes) != nil)
        }
        var state: UInt64 = 1
        let noise = (0..<size).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        #expect(failure(noise)?.kind == .notJSON)
        let nested = String(repeating: "{\"data\":", count: 60) + "1" + String(repeating: "}", count: 60)
        #expect(failure(nested) != nil)
        let pages = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
        #expect(failure(pages)?.kind == .unknownShape)
        let key = String(repeating: "k", count: 1 << 20)
        let report = try? onlyReport("{\"summary\": {\"durationSeconds\": 1, \"\(key)\": 1}}")
        #expect(report?.notes.first.map { $0.path.utf8.count < 200 } == true)
    }

    @Test("More polls than a day has are cut off, and that is said")
    func manySamples() throws {
        let lines = (0..<100_002).map { "{\"timestamp\":\(1_712_000_000 + $0),\"rtt\":1}" }.joined(separator: ",")
        let report = try onlyReport("{\"segments\":[\(lines)]}")
        #expect(report.samples.count == 100_000)
        #expect(report.notes(.unusableField) == ["segments[100000]"])
    }
}

extension JSONValue {
    /// Calls `body` with this document once for each value in it and each of `others` in its place.
    func forEachReplacement(by others: [JSONValue], _ body: (JSONValue) -> Void) {
        for other in others { body(other) }
        switch self {
        case .array(var elements):
            for index in elements.indices {
                let kept = elements[index]
                kept.forEachReplacement(by: others) {
                    elements[index] = $0
                    body(.array(elements))
                }
                elements[index] = kept
            }
        case .object(var members):
            for index in members.indices {
                let kept = members[index].value
                kept.forEachReplacement(by: others) {
                    members[index].value = $0
                    body(.object(members))
                }
                members[index].value = kept
            }
        default: break
        }
    }

    /// On one line.
    var text: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): Self.quoted(value)
        case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { Self.quoted($0.key) + ":" + $0.value.text }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
