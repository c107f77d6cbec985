import Glibc
import Testing
import Wire

@testable import CaptureFiles

@Suite("Writing pcapng")
struct CaptureWriterTests {
    private static let start = Timestamp(nanoseconds: 1_700_000_000_123_456_789)
    private static var interface: CaptureInterface {
        var interface = CaptureInterface(
            index: 0, linkType: .ethernet, snapLength: 2048, ticksPerSecond: 1_000_000_000)
        interface.name = "eth0"
        interface.filter = "udp"
        return interface
    }

    private static func frame(_ number: Int, length: Int = 60, seconds: Int = 0) -> (FrameRecord, [UInt8]) {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 + number) }
        return (
            FrameRecord(
                timestamp: start.advanced(byNanoseconds: Int64(number) + Int64(seconds) * 1_000_000_000),
                number: UInt64(number), offset: 0, capturedLength: UInt32(length), originalLength: UInt32(length + 4),
                linkType: .ethernet, interface: 0), bytes
        )
    }

    private static func statistics(_ received: UInt64, dropped: UInt64) -> InterfaceStatistics {
        var statistics = InterfaceStatistics(interface: 0)
        statistics.timestamp = start.advanced(byNanoseconds: 7)
        (statistics.received, statistics.droppedByKernel) = (received, dropped)
        (statistics.droppedByInterface, statistics.acceptedByFilter, statistics.delivered) = (1, received, 3)
        return statistics
    }

    @Test("What is written is read again: frames, times in ns, lengths, interface, counters, drops and comments")
    func roundTrip() throws {
        let file = TemporaryFile([])
        var writer = try CaptureWriter(file.path, application: "test 1", at: Self.start)
        try writer.describe(Self.interface)
        for (number, length) in [60, 61, 62, 63, 1500].enumerated() {
            let (frame, bytes) = Self.frame(number + 1, length: length)
            try writer.write(
                frame, bytes.span, dropsBefore: number == 2 ? 9 : 0, comments: number == 3 ? ["größer\n"] : [])
        }
        try writer.write(Self.statistics(5, dropped: 2), at: Self.start)
        try writer.write(comment: "done")
        let frames = writer.frames
        #expect(frames == 5)
        try writer.finish()
        let read = try ReadCapture(file.path)
        #expect(read.damage == [])
        #expect(read.data == [60, 61, 62, 63, 1500].enumerated().map { Self.frame($0 + 1, length: $1).1 })
        #expect(read.times == (1...5).map { Self.start.nanoseconds + $0 })
        #expect(read.frames.map(\.originalLength) == [64, 65, 66, 67, 1504])
        #expect(read.interfaces.map(\.name) == ["eth0"])
        #expect(read.interfaces.map(\.filter) == ["udp"])
        #expect(read.interfaces.map(\.linkType) == [.ethernet])
        #expect(read.sections.map(\.application) == ["test 1"])
        #expect(read.notes.contains(.statistics(Self.statistics(5, dropped: 2))))
        #expect(read.notes.contains(.dropsBefore(frame: 3, count: 9)))
        #expect(read.notes.contains(.comment("größer\n", frame: 4)))
        #expect(read.notes.contains(.comment("done", frame: nil)))
    }

    @Test("Files of a size each are complete, and together they are the capture; counters begin anew in each")
    func rotationBySize() throws {
        let file = TemporaryFile([])
        var writer = try CaptureWriter(
            file.path, rotation: CaptureRotation(maximumBytes: 3000), application: "test", at: Self.start)
        try writer.describe(Self.interface)
        for number in 1...10 {
            let (frame, bytes) = Self.frame(number, length: 1000)
            try writer.write(frame, bytes.span)
            try writer.write(Self.statistics(UInt64(number), dropped: UInt64(number / 5)), at: Self.start)
        }
        try writer.finish()
        let names = (0..<writer.files).map { file.path + ($0 == 0 ? "" : "\($0)") }
        defer { for name in names.dropFirst() { unsafe unlink(name) } }
        #expect(names.count == 4)
        let all = try ReadCapture(sequence: names)
        #expect(all.damage == [])
        #expect(all.frames.count == 10)
        #expect(all.interfaces.count == 4)
        var last: [UInt32: InterfaceStatistics] = [:]
        for case .statistics(let counters) in all.notes { last[counters.interface] = counters }
        #expect(last.values.reduce(0) { $0 + ($1.droppedByKernel ?? 0) } == 2)
        #expect(last.values.reduce(0) { $0 + ($1.received ?? 0) } == 10)
    }

    @Test("A ring of files overwrites the oldest; without a size it ends after so many")
    func ring() throws {
        let file = TemporaryFile([])
        var writer = try CaptureWriter(
            file.path, rotation: CaptureRotation(maximumBytes: 1000, files: 2), application: "test", at: Self.start)
        for number in 1...6 {
            let (frame, bytes) = Self.frame(number, length: 1200)
            try writer.write(frame, bytes.span)
        }
        try writer.finish()
        defer { for number in 0...1 { unsafe unlink(file.path + "\(number)") } }
        #expect(try ReadCapture(file.path + "0").frames.map(\.timestamp) == [Self.frame(5).0.timestamp])
        #expect(try ReadCapture(file.path + "1").frames.map(\.timestamp) == [Self.frame(6).0.timestamp])

        var timed = try CaptureWriter(
            file.path + "-%s", rotation: CaptureRotation(seconds: 10, files: 2), application: "test", at: Self.start)
        for seconds in [0, 5, 11, 15, 21, 30] {
            let (frame, bytes) = Self.frame(1, seconds: seconds)
            try timed.write(frame, bytes.span)
        }
        let isComplete = timed.isComplete
        #expect(isComplete)
        let names = [0, 11].map { "\(file.path)-\(1_700_000_000 + $0)" }
        defer { for name in names { unsafe unlink(name) } }
        #expect(try names.map { try ReadCapture($0).frames.count } == [2, 2])
    }

    @Test("A disk that is full in the middle of a block leaves whole blocks behind, and the error is one sentence")
    func fullDisk() throws {
        for room in [100, 137, 200, 4000, 4001] {
            let file = TemporaryFile([])
            let left = Room(room)
            var writer = PcapngWriter(
                try FileOutput(file.path, systemWrite: { descriptor, bytes in left.write(bytes, to: descriptor) }),
                application: "test")
            try writer.describe(Self.interface)
            var written: CaptureWriteError?
            do throws(CaptureWriteError) {
                for number in 1...100 {
                    let (frame, bytes) = Self.frame(number)
                    try writer.write(frame, bytes.span)
                }
                try writer.finish()
            } catch {
                written = error
            }
            let error = try #require(written)
            #expect(error.sentence == "\(file.path) cannot be written: No space left on device.")
            if room > 200 {
                let read = try ReadCapture(file.path)
                #expect(read.damage == [])
                #expect((1..<100).contains(read.frames.count))
                let counted = writer.frames
                #expect(counted == UInt64(read.frames.count))
            }
        }
    }

    @Test("After its file got another name a writer goes on in a new one of the old name; else in the same")
    func reopen() throws {
        let file = TemporaryFile([])
        var writer = try CaptureWriter(file.path, application: "test", at: Self.start)
        try writer.describe(Self.interface)
        func write(_ number: Int) throws {
            let (frame, bytes) = Self.frame(number)
            try writer.write(frame, bytes.span)
        }
        try write(1)
        try writer.reopen(at: Self.start)
        try write(2)
        #expect(unsafe rename(file.path, file.path + ".1") == 0)
        defer { unsafe unlink(file.path + ".1") }
        try writer.reopen(at: Self.start)
        try write(3)
        try writer.finish()
        #expect(try ReadCapture(file.path + ".1").frames.count == 2)
        let last = try ReadCapture(file.path)
        #expect(last.frames.count == 1)
        #expect(last.interfaces.map(\.name) == ["eth0"])
    }

    @Test("What cannot be opened is a sentence")
    func unwritable() {
        #expect(throws: CaptureWriteError(file: "/no/such/x", reason: "No such file or directory")) {
            _ = try CaptureWriter("/no/such/x", application: "test", at: Self.start).path
        }
    }

    @Test("-C means what it means in tcpdump")
    func sizes() {
        let sizes: [(String, UInt64?)] = [
            ("1", 1_000_000), ("2k", 2048), ("3M", 3 << 20), ("1g", 1 << 30), ("0", nil), ("", nil), ("k", nil),
            ("-1", nil), ("1.5", nil), ("99999999999999999999", nil), ("18446744073709551615", nil),
        ]
        for (text, bytes) in sizes { #expect(CaptureRotation.bytes(text) == bytes, "\(text)") }
    }
}

/// A disk with room for so many bytes.
private final class Room: @unchecked Sendable {
    private var left: Int

    init(_ left: Int) { self.left = left }

    func write(_ bytes: Span<UInt8>, to descriptor: Int32) -> Int {
        guard left > 0 else {
            errno = ENOSPC
            return -1
        }
        let count = FileOutput.systemWrite(descriptor, bytes.extracting(..<min(bytes.count, left)))
        left -= max(0, count)
        return count
    }
}
