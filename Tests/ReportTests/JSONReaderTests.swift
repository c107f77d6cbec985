import Report
import Testing

@Suite("JSON reader")
struct JSONReaderTests {
    private static let document = """
        {"a": [1, -2.5e3, "x\\u00e9\\ud83d\\ude00\\n", true, null], "b": {"c": {}, "d": []}, "é": 0.125}
        """

    @Test("Every kind of value")
    func values() throws {
        let value = try JSONReader.read(Self.document)
        #expect(value.keys == ["a", "b", "é"])
        #expect(
            value["a"]
                == .array([.integer(1), .number(-2500), .string("xé😀\n"), .boolean(true), .null]))
        #expect(value["b"] == .object([.init(key: "c", value: .object([])), .init(key: "d", value: .array([]))]))
        #expect(value["é"]?.number == 0.125)
        #expect(try JSONReader.read(" 9223372036854775807 ") == .integer(.max))
        #expect(try JSONReader.read("9223372036854775808") == .number(9_223_372_036_854_775_808))
        #expect(try JSONReader.read([0xEF, 0xBB, 0xBF] + Array("true".utf8)) == .boolean(true))
    }

    @Test("What the writer wrote is read back")
    func roundTrip() throws {
        var writer = JSONWriter(layout: .pretty)
        writer.object {
            $0.member("text", "a\"\\\u{1B}\u{202E}é\n")
            $0.member("number", -0.0625, decimals: 6)
            $0.member("list", [1, 2, 3])
        }
        let value = try JSONReader.read(writer.bytes)
        #expect(value["text"]?.string == "a\"\\\u{1B}\u{202E}é\n")
        #expect(value["number"]?.number == -0.0625)
        #expect(value["list"]?.elements == [.integer(1), .integer(2), .integer(3)])
    }

    @Test("No prefix of a document is one")
    func prefixes() throws {
        let bytes = Array(Self.document.utf8)
        for count in 0..<bytes.count {
            #expect(throws: JSONReader.Failure.self) { try JSONReader.read(Array(bytes[..<count])) }
        }
    }

    @Test("With any one byte changed it is another document or none, and never a crash")
    func changes() {
        let original = Array(Self.document.utf8)
        for index in original.indices {
            for bit in 0..<8 {
                var bytes = original
                bytes[index] ^= 1 << UInt8(bit)
                _ = try? JSONReader.read(bytes)
            }
        }
    }

    @Test(
        "What RFC 8259 does not allow is refused",
        arguments: [
            "", " ", "tru", "True", "nul", "01", "+1", "-", "1.", ".5", "1e", "1e+", "0x10", "NaN", "Infinity", "1e999",
            "-1e999", "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\ud800\"", "\"\\udc00\"",
            "\"\\ud800\\u0041\"", "\"a\nb\"", "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "]", "{", "{\"a\"", "{\"a\":",
            "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\" 1}", "{1:1}", "{} {}", "1 2", "[1]]",
            "// x\n1", "\u{FEFF}\u{FEFF}1", "\"\\u+123\"",
        ])
    func refused(text: String) {
        #expect(throws: JSONReader.Failure.self) { try JSONReader.read(text) }
    }

    @Test("Strings that are not UTF-8 are refused", arguments: [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]])
    func encoding(bytes: [UInt8]) {
        #expect(throws: JSONReader.Failure.self) {
            try JSONReader.read([UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")])
        }
    }

    @Test("A key that stands twice is refused, also if it is written differently")
    func duplicateKeys() {
        for text in ["{\"a\": 1,\n  \"b\": 2, \"a\": 3}", "{\"a\": 1,\n  \"b\": 2, \"\\u0061\": 3}"] {
            #expect {
                try JSONReader.read(text)
            } throws: { error in
                (error as? JSONReader.Failure)?.description == "the key 'a' a second time at line 2, column 11"
            }
        }
    }

    @Test("Depth, size, number of values and length of numbers are bounded")
    func bounds() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try JSONReader.read(nested(64))
        #expect(throws: JSONReader.Failure.self) { try JSONReader.read(nested(65)) }
        #expect(throws: JSONReader.Failure.self) { try JSONReader.read(String(repeating: "[", count: 1_000_000)) }
        let small = JSONReader.Limits(bytes: 10, values: 3)
        _ = try JSONReader.read("[1,2]", limits: small)
        #expect(throws: JSONReader.Failure.self) { try JSONReader.read("[1,2,3]", limits: small) }
        #expect(throws: JSONReader.Failure.self) { try JSONReader.read("[10000,20000]", limits: small) }
        #expect(throws: JSONReader.Failure.self) { try JSONReader.read(String(repeating: "1", count: 513)) }
    }
}
