public import Wire

/// A capture file of any format that is read, sniffed by content and not by name: pcap, pcapng, and gzip or zstd of
/// these; a regular file, a pipe or stdin (`-`).
///
/// Errors are thrown by `init`: what opens is a capture, and damage further on comes as a `CaptureNote.damage` behind
/// everything that was read before it.
public struct CaptureFile: ~Copyable {
    /// Bytes that are asked of the system at once.
    static let chunkLength = 65_536

    /// The path as it was given; "stdin" for `-`.
    public let name: String
    /// Frames and interfaces so far, those before this file included: where a following file goes on.
    public private(set) var frames: UInt64
    public private(set) var interfaces: UInt32

    private let input: any ByteInput
    private var reader: any RecordReader
    /// Bytes that were read from the file and do not yet make a whole record.
    private var rest: [UInt8]
    /// Offset in the (decompressed) file of the first byte of `rest`.
    private var restOffset: UInt64
    /// Bytes that the next record needs, of which `rest` is the beginning, and what they are.
    private var needed: (count: Int, what: String)
    private var isFinished = false

    /// Opens the file and reads its header; on a pipe this waits for the header.
    ///
    /// - Parameters:
    ///   - frames: how many frames the capture had before this file.
    ///   - interfaces: how many interfaces it had.
    public init(_ path: String, after frames: UInt64 = 0, interfaces: UInt32 = 0) throws(CaptureFileError) {
        let opened = try CaptureFormat.open(path)
        name = FileInput.name(path)
        self.frames = frames
        self.interfaces = interfaces
        input = opened.input
        reader = opened.reader
        rest = opened.rest
        restOffset = opened.restOffset
        needed = (0, "")
    }

    /// Replaces what is in `batch` with the next frames and notes.
    ///
    /// A pipe gives what it has as soon as there is a whole record. The batch's storage is used again, so that nothing
    /// is allocated per frame.
    ///
    /// - Returns: false at the end, with an empty batch.
    public mutating func read(into batch: inout CaptureBatch) -> Bool {
        batch.removeAll()
        guard !isFinished else { return false }
        var chunk = Chunk(
            start: 0, end: rest.count, fileOffset: restOffset, file: name, frames: frames, interfaces: interfaces)
        // Taken out of the batch, so that a reader may look at them while it appends frames.
        var bytes: [UInt8] = []
        swap(&bytes, &batch.bytes)
        defer { swap(&bytes, &batch.bytes) }
        bytes.grow(to: max(CaptureFile.chunkLength, rest.count))
        bytes.replaceSubrange(..<rest.count, with: rest)
        repeat {
            guard chunk.length >= needed.count || fill(&bytes, &chunk, &batch) else {
                isFinished = true
                break
            }
            switch reader.read(bytes.span.extracting(..<chunk.end), &chunk, into: &batch) {
            case .needs(let count, let what):
                needed = (count, what)
                if batch.isEmpty { chunk.moveToFront(of: &bytes) }
            case .stopped: isFinished = true
            }
        } while !isFinished && batch.isEmpty
        rest.removeAll(keepingCapacity: true)
        rest += bytes[chunk.start..<chunk.end]
        restOffset = chunk.position(chunk.start)
        frames = chunk.frames
        interfaces = chunk.interfaces
        return !batch.isEmpty
    }

    /// Reads until the next record is whole; false at the end, noting whatever is wrong there.
    private func fill(_ bytes: inout [UInt8], _ chunk: inout Chunk, _ batch: inout CaptureBatch) -> Bool {
        bytes.grow(to: needed.count)
        do throws(InputFailure) {
            while chunk.length < needed.count {
                let count = try input.read(into: &bytes, from: chunk.end)
                guard count > 0 else { break }
                chunk.end += count
            }
        } catch {
            batch.append(chunk.damage(at: chunk.end, "no more can be read, because \(error.reason)."))
            return false
        }
        if chunk.length > 0 && chunk.length < needed.count {
            let sentence =
                "\(needed.what) has \(needed.count) bytes and the file ends after \(chunk.length) of them: it was cut or "
                + "is still being written."
            batch.append(chunk.damage(at: chunk.start, sentence))
        }
        return chunk.length >= needed.count
    }
}

extension CaptureBatch {
    fileprivate var isEmpty: Bool { frames.isEmpty && notes.isEmpty }
}

extension [UInt8] {
    fileprivate mutating func grow(to length: Int) {
        if count < length { self += [UInt8](repeating: 0, count: length - count) }
    }
}
