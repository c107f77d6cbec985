import CaptureFiles
import Testing
import Wire

@Suite("Several files as one capture")
struct CaptureSequenceTests {
    /// A pcap file with an empty frame at each of these seconds, of which the first byte says the second.
    private static func pcap(_ seconds: [UInt32]) -> TemporaryFile {
        var pcap = PcapBytes()
        for second in seconds { pcap.record(seconds: second, fraction: 0, [UInt8(second)]) }
        return TemporaryFile(pcap.bytes)
    }

    private static func pcapng(_ seconds: [UInt64], name: String?, link: UInt16 = 1) -> TemporaryFile {
        var pcapng = PcapngBytes()
        pcapng.section()
        pcapng.interface(link: link, options: name.map { [(code: UInt16(2), value: Array($0.utf8))] } ?? [])
        for second in seconds {
            pcapng.packet(ticks: second * 1_000_000, [UInt8(second)], options: [(1, Array("\(second)".utf8))])
        }
        return TemporaryFile(pcapng.bytes)
    }

    private static func error(_ files: [TemporaryFile]) -> CaptureFileError? {
        do throws(CaptureFileError) {
            _ = try CaptureSequence(files.map(\.path))
            return nil
        } catch {
            return error
        }
    }

    @Test("In the order of their first frames, whatever order they are given in; they may touch")
    func rotation() throws {
        let files = [[3, 4], [], [1, 2, 3], [4, 5]].map(CaptureSequenceTests.pcap)
        let read = try ReadCapture(sequence: files.map(\.path))
        #expect(read.data == [[1], [2], [3], [3], [4], [4], [5]])
        #expect(read.frames.map(\.number) == [1, 2, 3, 4, 5, 6, 7])
        #expect(read.sections.map(\.file) == [1, 2, 0, 3].map { files[$0].path })
        #expect(read.interfaces.map(\.index) == [0, 1, 2, 3])
        #expect(read.frames.map(\.interface) == [1, 1, 1, 2, 2, 3, 3])
    }

    @Test("Frames out of order by less than a millisecond across a rotation")
    func slack() throws {
        var first = PcapBytes()
        first.record(seconds: 1, fraction: 0, [1])
        first.record(seconds: 2, fraction: 900, [2])
        var second = PcapBytes()
        second.record(seconds: 2, fraction: 0, [3])
        second.record(seconds: 3, fraction: 0, [4])
        let files = [TemporaryFile(first.bytes), TemporaryFile(second.bytes)]
        #expect(try ReadCapture(sequence: files.map(\.path)).data == [[1], [2], [3], [4]])
    }

    @Test("Overlapping files of no known interface are refused")
    func overlap() throws {
        let files = [CaptureSequenceTests.pcap([1, 5]), CaptureSequenceTests.pcap([4, 6])]
        let error = try #require(CaptureSequenceTests.error(files))
        #expect(error.kind == .notOneCapture)
        #expect(error.sentence.contains(files[0].path) && error.sentence.contains(files[1].path))
        #expect(error.sentence.contains("use --each"))
        let inside = [[1, 9], [2, 3], [4, 5]].map(CaptureSequenceTests.pcap)
        #expect(CaptureSequenceTests.error(inside)?.kind == .notOneCapture)
        let names = ["eth0", "eth1", nil, nil].map { CaptureSequenceTests.pcapng([1, 3], name: $0) }
        #expect(CaptureSequenceTests.error([names[0], names[1]])?.kind == .notOneCapture)
        #expect(CaptureSequenceTests.error([names[2], names[3]])?.kind == .notOneCapture)
        let links = [1, 113].map { CaptureSequenceTests.pcapng([1, 3], name: "eth0", link: $0) }
        #expect(CaptureSequenceTests.error(links)?.kind == .notOneCapture)
    }

    @Test("Overlapping files of one named interface are merged by time, with their notes")
    func merge() throws {
        let files = [[1, 4, 5, 9], [2, 3, 6], [7, 8], [10, 11]].map { CaptureSequenceTests.pcapng($0, name: "eth0") }
        let read = try ReadCapture(sequence: files.map(\.path))
        #expect(read.data == (1...11).map { [$0] })
        #expect(read.frames.map(\.number) == Array(1...11))
        #expect(read.interfaces.map(\.index) == [0, 1, 2, 3])
        let comments = read.notes.filter { if case .comment = $0 { true } else { false } }
        #expect(comments == (1...11).map { (number: UInt64) in CaptureNote.comment("\(number)", frame: number) })
        #expect(read.frames.map(\.interface) == [0, 1, 1, 0, 0, 1, 2, 2, 0, 3, 3])
    }

    @Test("One unreadable file is reported and the others are read")
    func failures() throws {
        let good = [CaptureSequenceTests.pcap([2]), CaptureSequenceTests.pcap([1])]
        let bad = TemporaryFile(Array("text".utf8))
        var sequence = try CaptureSequence([good[0].path, "/nowhere/x.pcap", bad.path, good[1].path])
        var batch = CaptureBatch()
        var times: [Int64] = []
        while sequence.read(into: &batch) { times += batch.frames.map(\.timestamp.nanoseconds) }
        #expect(times == [1_000_000_000, 2_000_000_000])
        #expect(sequence.failures.map(\.kind) == [.notFound, .notACapture])
        #expect(CaptureSequenceTests.error([bad])?.kind == .notACapture)
        #expect(CaptureSequenceTests.error([bad, TemporaryFile([])])?.kind == .notACapture)
    }

    @Test("Damage in a file does not end the capture")
    func damage() throws {
        var cut = PcapBytes()
        cut.record(seconds: 1, fraction: 0, [1])
        let files = [TemporaryFile(cut.bytes + [0]), CaptureSequenceTests.pcap([2])]
        let read = try ReadCapture(sequence: files.map(\.path))
        #expect(read.data == [[1], [2]])
        #expect(read.damage.map(\.file) == [files[0].path])
    }

    @Test("A file given twice, or one among several that can be read only once, is refused")
    func misuse() throws {
        let error = #expect(throws: CaptureFileError.self) {
            _ = try CaptureSequence([CaptureSequenceTests.pcap([1]).path, "-"])
        }
        #expect(error?.sentence.hasPrefix("stdin is no regular file and can be read only once") == true)
        let file = CaptureSequenceTests.pcap([1])
        #expect(CaptureSequenceTests.error([file, file])?.sentence.contains("is given twice") == true)
    }
}
