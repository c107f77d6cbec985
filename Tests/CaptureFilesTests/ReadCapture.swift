import CaptureFiles
import Glibc
import Testing
import Wire

/// Everything that a capture gave.
struct ReadCapture {
    var frames: [FrameRecord] = []
    /// The bytes of each frame.
    var data: [[UInt8]] = []
    var notes: [CaptureNote] = []
    var batches = 0

    mutating func add(_ batch: CaptureBatch) {
        batches += 1
        for frame in batch.frames {
            data.append(Array(batch.bytes[frame.offset..<frame.offset + Int(frame.capturedLength)]))
        }
        frames += batch.frames
        notes += batch.notes.map(\.note)
    }

    init(_ path: String) throws {
        var file = try CaptureFile(path)
        var batch = CaptureBatch()
        while file.read(into: &batch) { add(batch) }
        #expect(batch.frames.isEmpty && batch.notes.isEmpty)
    }

    init(bytes: [UInt8]) throws {
        let file = TemporaryFile(bytes)
        try self.init(file.path)
    }

    init(sequence paths: [String]) throws {
        var sequence = try CaptureSequence(paths)
        var batch = CaptureBatch()
        while sequence.read(into: &batch) { add(batch) }
    }

    var times: [Int64] { frames.map(\.timestamp.nanoseconds) }
    var damage: [CaptureDamage] { notes.compactMap { if case .damage(let damage) = $0 { damage } else { nil } } }
    var interfaces: [CaptureInterface] {
        notes.compactMap { if case .interface(let interface) = $0 { interface } else { nil } }
    }
    var sections: [CaptureSection] {
        notes.compactMap { if case .section(let section) = $0 { section } else { nil } }
    }
}

/// A file that goes with its owner.
final class TemporaryFile {
    let path: String

    init(_ bytes: [UInt8]) {
        var name = Array("/tmp/capture-XXXXXX\0".utf8CString.dropLast())
        let descriptor = unsafe name.withUnsafeMutableBufferPointer {
            unsafe $0.baseAddress.map { unsafe mkstemp($0) } ?? -1
        }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        writeAll(bytes, to: descriptor)
        close(descriptor)
    }

    func replace(with bytes: [UInt8]) {
        let descriptor = unsafe open(path, O_WRONLY | O_TRUNC)
        writeAll(bytes, to: descriptor)
        close(descriptor)
    }

    deinit { _ = unsafe unlink(path) }
}

func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
    var written = 0
    while written < bytes.count {
        let count = unsafe bytes[written...].withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return }
        written += count
    }
}

/// The error that opening a file of these bytes throws.
func openingError(_ bytes: [UInt8]) -> CaptureFileError? {
    let file = TemporaryFile(bytes)
    return openingError(path: file.path)
}

func openingError(path: String) -> CaptureFileError? {
    do throws(CaptureFileError) {
        _ = try CaptureFile(path)
        return nil
    } catch {
        return error
    }
}
