import CaptureFiles
import Glibc
import Testing
import Wire

@Suite("Pipes", .timeLimit(.minutes(1)))
struct PipeTests {
    /// A pipe whose reading end has a name.
    private struct Pipe {
        let reading: Int32
        let writing: Int32
        var path: String { "/dev/fd/\(reading)" }

        init() {
            var ends: [Int32] = [-1, -1]
            _ = unsafe ends.withUnsafeMutableBufferPointer { buffer in
                unsafe buffer.baseAddress.map { unsafe pipe($0) }
            }
            (reading, writing) = (ends[0], ends[1])
        }
    }

    private static func frames(_ file: inout CaptureFile, _ batch: inout CaptureBatch) -> [UInt64] {
        // Only notes come first: the header of the file.
        repeat {
            guard file.read(into: &batch) else { return [] }
        } while batch.frames.isEmpty
        return batch.frames.map(\.number)
    }

    @Test("What has been written is given without waiting for more", arguments: [false, true])
    func available(isPcapng: Bool) throws {
        let pipe = Pipe()
        var pcap = PcapBytes()
        var pcapng = PcapngBytes()
        pcapng.section()
        pcapng.interface()
        var written = 0
        func write(upTo end: Int) {
            let bytes = isPcapng ? pcapng.bytes : pcap.bytes
            writeAll(Array(bytes[written..<end]), to: pipe.writing)
            written = end
        }
        func addRecord() -> Int {
            pcap.record(seconds: 1, fraction: 0, [1, 2, 3, 4])
            pcapng.packet(ticks: 1, [1, 2, 3, 4])
            return isPcapng ? pcapng.bytes.count : pcap.bytes.count
        }
        write(upTo: isPcapng ? pcapng.bytes.count : pcap.bytes.count)
        var file = try CaptureFile(pipe.path)
        var batch = CaptureBatch()
        let first = addRecord()
        let second = addRecord()
        write(upTo: first + 9)
        let before = PipeTests.frames(&file, &batch)
        #expect(before == [1])
        write(upTo: second)
        let after = PipeTests.frames(&file, &batch)
        #expect(after == [2])
        #expect(batch.frames.map(\.capturedLength) == [4])
        close(pipe.writing)
        let more = file.read(into: &batch)
        #expect(!more)
        close(pipe.reading)
    }

    @Test("A batch of its own for every call gives the same")
    func freshBatches() throws {
        let pipe = Pipe()
        var pcap = PcapBytes()
        for index in 0..<50 { pcap.record(seconds: UInt32(index), fraction: 0, [UInt8](repeating: 1, count: index)) }
        var file: CaptureFile
        writeAll(Array(pcap.bytes[..<24]), to: pipe.writing)
        file = try CaptureFile(pipe.path)
        var lengths: [UInt32] = []
        for start in stride(from: 24, to: pcap.bytes.count, by: 70) {
            writeAll(Array(pcap.bytes[start..<min(start + 70, pcap.bytes.count)]), to: pipe.writing)
            if start + 70 >= pcap.bytes.count { close(pipe.writing) }
            var batch = CaptureBatch()
            if file.read(into: &batch) { lengths += batch.frames.map(\.capturedLength) }
        }
        var batch = CaptureBatch()
        while file.read(into: &batch) { lengths += batch.frames.map(\.capturedLength) }
        #expect(lengths == (0..<50).map { UInt32($0) })
        close(pipe.reading)
    }

    @Test("Bytes one by one, also through gzip and zstd")
    func slowly() async throws {
        var pcapng = PcapngBytes()
        pcapng.section()
        pcapng.interface()
        pcapng.packet(ticks: 1, [1])
        pcapng.packet(ticks: 2, [2])
        for bytes in [pcapng.bytes, gzip(pcapng.bytes), zstd(pcapng.bytes)] {
            let pipe = Pipe()
            let writing = Task.detached {
                for byte in bytes {
                    writeAll([byte], to: pipe.writing)
                    try await Task.sleep(for: .microseconds(100))
                }
                close(pipe.writing)
            }
            let read = try ReadCapture(pipe.path)
            try await writing.value
            #expect(read.data == [[1], [2]])
            #expect(read.damage.isEmpty)
            close(pipe.reading)
        }
    }
}
