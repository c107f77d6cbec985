import Wire

/// One capture format: finds the records in a chunk of the file.
protocol RecordReader {
    /// Appends to `batch` what lies complete in `bytes` from `chunk.start` on, and moves `chunk.start` behind it.
    ///
    /// Called once per chunk. `bytes` are to become the batch's.
    mutating func read(_ bytes: Span<UInt8>, _ chunk: inout Chunk, into batch: inout CaptureBatch) -> ReadingOutcome
}

/// The part of the batch's bytes that is still to be read, and what is counted over the whole capture.
struct Chunk {
    var start: Int
    var end: Int
    /// Offset in the file of the batch's first byte.
    var fileOffset: UInt64
    let file: String
    /// Frames and interfaces so far.
    var frames: UInt64
    var interfaces: UInt32

    func position(_ offset: Int) -> UInt64 { fileOffset &+ UInt64(clamping: offset) }

    var length: Int { end - start }

    /// `sentence` goes on from "FILE, byte N: ".
    func damage(at offset: Int, _ sentence: String) -> CaptureNote {
        let position = position(offset)
        return .damage(
            CaptureDamage(file: file, offset: position, sentence: "\(file), byte \(position): \(sentence)"))
    }

    /// Makes room behind what is unread; nothing may point into `bytes`.
    mutating func moveToFront(of bytes: inout [UInt8]) {
        guard start > 0 else { return }
        for offset in 0..<length { bytes[offset] = bytes[start + offset] }
        fileOffset = position(start)
        end -= start
        start = 0
    }
}

enum ReadingOutcome: Equatable {
    /// The next record needs so many bytes from `chunk.start` on; all that there is at the end is `what`.
    case needs(Int, what: String)
    /// Nothing behind the damage can be trusted.
    case stopped
}

/// More than any link carries; a larger length is a lie (libpcap's MAXIMUM_SNAPLEN).
let maximumFrameLength = 262_144
