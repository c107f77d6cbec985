import CaptureFiles
import Glibc
import Testing
import Wire

@Suite("Files that cannot be read say why in a sentence")
struct OpeningErrorTests {
    @Test(
        "What a file looks like",
        arguments: [
            ("hello, world\n", "is text"), ("\u{7F}ELF\u{2}", "is a program (ELF)"),
            ("  <!DOCTYPE html>", "is markup, such as a web page"), ("{\"a\": 1}", "is JSON"),
            ("snoop\0\0\0", "is a Solaris snoop capture"), ("PK\u{3}\u{4}", "is a zip archive"),
            ("\u{1}\u{2}\u{3}\u{4}\u{5}", "begins with the bytes 01 02 03 04"),
            ("\n\r\r\n12345678901234567890", "begins like pcapng"),
        ])
    func lookalikes(content: String, description: String) throws {
        let error = try #require(openingError(Array(content.utf8)))
        #expect(error.kind == .notACapture)
        #expect(error.sentence.contains(description))
        #expect(error.sentence.contains(error.file))
        #expect(error.sentence.hasSuffix("."))
    }

    @Test("An empty file, a cut header, other versions")
    func headers() {
        #expect(openingError([])?.kind == .empty)
        #expect(openingError(Array(PcapBytes().bytes.prefix(10)))?.sentence.contains("10 of 24 header bytes") == true)
        #expect(openingError(PcapBytes(major: 1).bytes)?.kind == .unsupported)
        var pcapng = PcapngBytes()
        pcapng.section(major: 2)
        #expect(openingError(pcapng.bytes)?.sentence.contains("pcapng 2.0, and pcapng 1 is read") == true)
        #expect(openingError(Array(pcapng.bytes.prefix(20)))?.offset == 20)
    }

    @Test("A missing file, a directory")
    func opening() {
        #expect(openingError(path: "/nowhere/capture.pcap")?.kind == .notFound)
        #expect(openingError(path: "/tmp")?.kind == .cannotOpen)
        #expect(openingError(path: "/tmp")?.sentence == "/tmp is a directory: name the capture files in it.")
    }

    @Test("No permission", .enabled(if: geteuid() != 0, "root may read everything"))
    func permission() {
        let file = TemporaryFile(PcapBytes().bytes)
        _ = unsafe chmod(file.path, 0)
        #expect(openingError(path: file.path)?.kind == .permission)
    }
}
