import Analysis
import Wire

/// Holds batches back until it is known which of their frames belong to calls (`--calls-only`).
///
/// A stream without checks proves to be one after some packets: a second is enough for those that send any media.
struct CallFrameKeeper {
    private static let patience: Int64 = 1_000_000_000
    /// Bytes held back at most: then what is known so far decides.
    private static let capacity = 32 << 20

    private var held: [CaptureBatch] = []
    private var heldBytes = 0
    private var packet = NetworkPacket()

    mutating func hold(_ batch: CaptureBatch) {
        held.append(batch)
        heldBytes += batch.bytes.count
    }

    /// The next batch that is due, with the frames of calls alone.
    ///
    /// - Parameter now: in capture time; nil if all are due.
    mutating func next(_ analyzer: borrowing Analyzer, at now: Timestamp?) -> CaptureBatch? {
        guard let first = held.first else { return nil }
        if let now, let time = first.frames.last?.timestamp, heldBytes <= Self.capacity,
            (0..<Self.patience).contains(now.nanoseconds(since: time))
        {
            return nil
        }
        var batch = held.removeFirst()
        heldBytes -= batch.bytes.count
        var kept = 0
        var note = 0
        for index in batch.frames.indices {
            while note < batch.notes.count, batch.notes[note].before <= index {
                batch.notes[note].before = kept
                note += 1
            }
            let frame = batch.frames[index]
            guard analyzer.concernsCall(batch.bytes.span.extracting(frame.range), frame, into: &packet) else {
                continue
            }
            batch.frames[kept] = frame
            kept += 1
        }
        batch.frames.removeSubrange(kept...)
        for rest in note..<batch.notes.count { batch.notes[rest].before = kept }
        return batch
    }
}
