import Analysis
import CaptureFiles
import Report
import Wire

/// Writes what is captured to pcapng files, in a thread of its own: a slow disk costs frames of the file, and none of
/// the analysis.
final class CaptureRecorder: Sendable {
    private enum Item: Sendable {
        /// - missed: frames before it that found no room.
        case batch(CaptureBatch, missed: UInt64)
        case reopen(Timestamp)
        case flush
    }

    private struct State {
        /// Frames that found no room since the last batch that did.
        var missed: UInt64 = 0
        var notWritten: UInt64 = 0
        /// Frames that the thread has got.
        var taken: UInt64 = 0
        var hasFailed = false
        var isComplete = false
        var isFinished = false
        /// Batches that are done with, for their storage.
        var used: [CaptureBatch] = []
    }

    /// Moves the writer to the thread that it is used in.
    private final class Box: @unchecked Sendable {
        var writer: CaptureWriter
        init(_ writer: consuming CaptureWriter) { self.writer = writer }
    }

    /// Bytes that may wait for the disk.
    private static let capacity = 64 << 20
    private static let keptBatches = 16

    private let queue = BoundedQueue<Item>(capacity: CaptureRecorder.capacity)
    private let state = SharedState(State())
    private let cutsMedia: Bool
    private let box: Box
    /// Where the next files are to be made.
    private let directory: String?

    /// Opens the first file; `start` must follow.
    ///
    /// - Parameter cutsMedia: RTP payload is left out.
    init(_ path: String, rotation: CaptureRotation, cutsMedia: Bool, at time: Timestamp) throws {
        self.cutsMedia = cutsMedia
        directory = rotation.rotates ? OutputDirectory.parent(of: path) : nil
        do throws(CaptureWriteError) {
            box = Box(try CaptureWriter(path, rotation: rotation, application: Generator.name, at: time))
        } catch {
            throw CommandFailure(error.sentence, error.kind == .permission ? .permission : .unusable)
        }
    }

    /// Starts the thread that writes, as the user that makes the next files.
    func start() throws {
        if let directory { try Rights.requireWritableDirectory(directory, "-w") }
        try BackgroundThread.start { [self] in
            run(&box.writer)
            state.change { $0.isFinished = true }
        }
    }

    /// Frames that are missing in the files.
    var notWritten: UInt64 { state.withLock { $0.notWritten + $0.missed } }
    /// All files that were asked for are written.
    var isComplete: Bool { state.withLock { $0.isComplete } }
    var hasFailed: Bool { state.withLock { $0.hasFailed } }

    /// Takes a batch with its notes, in the order of the capture.
    func put(_ batch: CaptureBatch) {
        let missed = state.withLock { $0.missed }
        if queue.put(.batch(batch, missed: missed), weight: batch.bytes.count + 64 * batch.frames.count + 256) {
            state.withLock {
                $0.missed -= missed
                $0.notWritten += missed
            }
        } else {
            state.withLock { $0.missed += UInt64(batch.frames.count) }
        }
    }

    /// An empty batch, with storage of one that is done with if there is one.
    func emptyBatch() -> CaptureBatch { state.withLock { $0.used.popLast() } ?? CaptureBatch() }

    func flush() { queue.put(.flush, weight: 0) }
    func reopen(at time: Timestamp) { queue.put(.reopen(time), weight: 0) }

    /// Waits until all is on the disk.
    func finish() {
        queue.close()
        _ = state.wait { $0.isFinished ? true : nil }
    }

    // MARK: The thread

    private func run(_ writer: inout CaptureWriter) {
        var packet = NetworkPacket()
        while let item = queue.take() {
            do throws(CaptureWriteError) {
                switch item {
                case .batch(let batch, let missed):
                    try write(batch, missed: missed, to: &writer, &packet)
                    recycle(batch)
                case .reopen(let time): try writer.reopen(at: time)
                case .flush: try writer.flush()
                }
            } catch {
                fail(error, written: writer.frames)
            }
            if writer.isComplete { state.withLock { $0.isComplete = true } }
        }
        do throws(CaptureWriteError) {
            try writer.finish()
        } catch {
            fail(error, written: writer.frames)
        }
    }

    private func write(
        _ batch: CaptureBatch, missed: UInt64, to writer: inout CaptureWriter, _ packet: inout NetworkPacket
    ) throws(CaptureWriteError) {
        let frames = UInt64(batch.frames.count)
        let isOver = state.withLock { state in
            state.taken += frames
            if state.hasFailed { state.notWritten += frames }
            return state.hasFailed
        }
        guard !isOver else { return }
        let bytes = batch.bytes.span
        var missed = missed
        var note = 0
        for index in 0...batch.frames.count {
            while note < batch.notes.count, batch.notes[note].before <= index {
                try write(batch.notes[note].note, to: &writer)
                note += 1
            }
            guard index < batch.frames.count else { break }
            let frame = batch.frames[index]
            var kept = bytes.extracting(frame.range)
            if cutsMedia {
                let length = MediaPayload.keptLength(
                    of: kept, originalLength: Int(frame.originalLength), linkType: frame.linkType, into: &packet)
                kept = kept.extracting(..<length)
            }
            try writer.write(frame, kept, dropsBefore: missed)
            missed = 0
        }
    }

    private func write(_ note: CaptureNote, to writer: inout CaptureWriter) throws(CaptureWriteError) {
        switch note {
        case .interface(let interface): try writer.describe(interface)
        case .statistics(let statistics):
            try writer.write(statistics, at: statistics.timestamp ?? Timestamp(nanoseconds: 0))
        case .comment(let text, nil): try writer.write(comment: text)
        default: break
        }
    }

    /// - Parameter written: frames that are in the files.
    private func fail(_ error: CaptureWriteError, written: UInt64) {
        let isFirst = state.withLock { state in
            guard !state.hasFailed else { return false }
            state.hasFailed = true
            state.notWritten += state.taken - min(state.taken, written)
            return true
        }
        if isFirst { Diagnostics.error("\(error.sentence.dropLast()): the capture goes on without it.") }
    }

    private func recycle(_ batch: CaptureBatch) {
        var batch = batch
        batch.removeAll()
        let empty = batch
        state.withLock { if $0.used.count < Self.keptBatches { $0.used.append(empty) } }
    }
}
