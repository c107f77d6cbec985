import Report
import TestSupport
import Testing

@Suite("Escaping")
struct EscapingTests {
    private func json(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(
        "JSON strings hold nothing that a terminal or a browser would obey",
        arguments: [
            ("plain", #""plain""#), ("\"\\/", #""\"\\/""#), ("\n\r\t", #""\n\r\t""#), ("\0\u{1F}", #""\u0000\u001f""#),
            ("\u{1B}[31m", #""\u001b[31m""#), ("\u{7F}\u{9B}", #""\u007f\u009b""#),
            ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("\u{202E}\u{2066}\u{200F}", #""\u202e\u2066\u200f""#),
            ("\u{FEFF}", #""\ufeff""#), ("é漢😀", #""é漢😀""#), ("\u{E0041}", #""\udb40\udc41""#),
        ] as [(String, String)])
    func escapes(text: String, expected: String) {
        #expect(json(text) == expected)
    }

    @Test("What must be escaped is found at every place of texts of every length")
    func everyPlace() {
        // Eight bytes are looked at together.
        for length in 1...25 {
            for place in 0..<length {
                for (scalar, escaped) in [
                    ("\"", #"\""#), ("\\", #"\\"#), ("\u{1F}", #"\u001f"#), ("\u{7F}", #"\u007f"#),
                ] {
                    let (before, after) = (
                        String(repeating: "~", count: place), String(repeating: " ", count: length - place - 1)
                    )
                    #expect(json(before + scalar + after) == "\"" + before + escaped + after + "\"")
                }
            }
        }
        for plain in UInt8(0x20)..<0x7F where plain != UInt8(ascii: "\"") && plain != UInt8(ascii: "\\") {
            let text = String(decoding: [UInt8](repeating: plain, count: 11), as: UTF8.self)
            #expect(json(text) == "\"" + text + "\"")
        }
    }

    @Test("Every scalar of the first plane survives a round trip, and samples of the others")
    func everyScalar() throws {
        let starts = Array(stride(from: UInt32(0), to: 0x1_0000, by: 0x400)) + [0x1_F400, 0xE_0000, 0x10_FC00]
        for start in starts {
            var text = ""
            for value in start..<start + 0x400 {
                if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
            }
            #expect(try JSONReader.read(json(text)) == .string(text))
        }
    }

    @Test("Any bytes from the wire give a valid document, invalid UTF-8 replaced")
    func wireBytes() throws {
        var random = SystemRandomNumberGenerator()
        var inputs = (0...255).map { [UInt8($0)] }
        inputs += (0...255).map { [0xE2, 0x80, UInt8($0)] }
        inputs += (0..<300).map { _ in (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) } }
        for bytes in inputs {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(try JSONReader.read(json(text)) == .string(text), "\(bytes)")
        }
    }

    @Test(
        "Text shows as code points what a terminal would obey",
        arguments: [
            ("plain é漢😀", "plain é漢😀"), ("a\\b", "a\\\\b"), ("a\nb\r\t", "a\\nb\\r\\t"),
            ("\u{1B}[31m", "\\u{1b}[31m"), ("\u{9B}2J", "\\u{9b}2J"), ("\u{202E}abc", "\\u{202e}abc"),
            ("\u{200B}\u{FEFF}", "\\u{200b}\\u{feff}"), ("\0\u{7F}", "\\u{0}\\u{7f}"),
        ] as [(String, String)])
    func printable(text: String, expected: String) {
        #expect(PrintableText.escape(text) == expected)
    }
}
