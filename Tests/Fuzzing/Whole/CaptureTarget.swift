import CaptureFiles
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file without a name of its own, which can be opened again and again.
final class MemoryFile {
    private let descriptor: Int32
    var path: String { "/dev/fd/\(descriptor)" }

    init(_ bytes: [UInt8]) {
        let memory = "/dev/shm"
        var name = Array("\(unsafe access(memory, W_OK) == 0 ? memory : "/tmp")/input-XXXXXX\0".utf8CString.dropLast())
        descriptor = unsafe name.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return -1 }
            defer { unsafe unlink(start) }
            return unsafe mkstemp(start)
        }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            precondition(count > 0, "no memory for a file")
            written += count
        }
    }

    deinit { close(descriptor) }
}

/// Checks that every frame lies in its batch and that numbers go on.
struct BatchCheck {
    private(set) var frames: UInt64 = 0

    mutating func check(_ batch: borrowing CaptureBatch) throws {
        for index in batch.frames.indices {
            let frame = batch.frames[index]
            frames += 1
            try require(frame.number == frames, "frame \(frames) has the number \(frame.number)")
            try require(
                frame.offset >= 0 && frame.offset + Int(frame.capturedLength) <= batch.bytes.count,
                "frame \(frames) is not in its batch")
        }
        try require(batch.notes.allSatisfy { 0...batch.frames.count ~= $0.before }, "a note outside its batch")
    }
}

/// The readers of pcap and pcapng, plain and packed. Input: a file.
func fuzzCapture(_ input: [UInt8]) throws {
    let memory = MemoryFile(input)
    var sentences: [String] = []
    guard var file = try? CaptureFile(memory.path) else { return }
    var batch = CaptureBatch()
    var check = BatchCheck()
    while file.read(into: &batch) {
        try check.check(batch)
        for case .damage(let damage) in batch.notes.map(\.note) { sentences.append(damage.sentence) }
    }
    try require(file.frames == check.frames, "\(file.frames) frames counted, \(check.frames) delivered")
    try require(!file.read(into: &batch), "a file goes on behind its end")
}

/// Two files as one capture. Input: length of the first (16 bits), its bytes, the second's.
func fuzzSequence(_ input: [UInt8]) throws {
    var cursor = Cursor(input)
    let first = MemoryFile(cursor.take(Int(cursor.uint16())))
    let second = MemoryFile(cursor.rest())
    guard var sequence = try? CaptureSequence([first.path, second.path]) else { return }
    var batch = CaptureBatch()
    var check = BatchCheck()
    while sequence.read(into: &batch) { try check.check(batch) }
}
